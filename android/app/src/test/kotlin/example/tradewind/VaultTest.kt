// The vault on Android's keystore: a key that the system lost means an empty vault, said, and never an error for ever.
package example.tradewind

import example.tradewind.core.HostException
import example.tradewind.ports.KeystoreVault
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = SandboxApplication::class)
class VaultTest {
    @get:Rule
    val scratch = TemporaryFolder()

    private var lost = 0

    private fun vault() = KeystoreVault(scratch.root.resolve("vault")) { lost += 1 }

    @Before
    fun keys() = TestKeystore.install()

    @Test
    fun aLostKeyStartsTheVaultAnew() {
        vault().write("install", byteArrayOf(1, 2))
        assertArrayEquals(byteArrayOf(1, 2), vault().read("install"))
        assertEquals(0, lost)
        TestKeystore.kept.clear()
        assertNull(vault().read("install"))
        assertEquals(1, lost)
        vault().write("install", byteArrayOf(3))
        assertArrayEquals(byteArrayOf(3), vault().read("install"))
        assertEquals(1, lost)
    }

    @Test
    fun aKeyThatIsAnotherStartsTheVaultAnew() {
        vault().write("install", byteArrayOf(1, 2))
        vault().read("install")
        val other = java.util.HashMap(TestKeystore.kept)
        TestKeystore.kept.clear()
        KeystoreVault(scratch.root.resolve("other")).write("x", byteArrayOf(1))
        assertEquals(other.keys, TestKeystore.kept.keys)
        assertNull(vault().read("install"))
        assertEquals(1, lost)
    }

    @Test
    fun aSwappedSecretIsRefused() {
        vault().write("a", byteArrayOf(1))
        vault().write("b", byteArrayOf(2))
        val folder = scratch.root.resolve("vault")
        folder.resolve("61").copyTo(folder.resolve("62"), overwrite = true)
        assertThrows(HostException.Failed::class.java) { vault().read("b") }
        assertArrayEquals(byteArrayOf(1), vault().read("a"))
        assertEquals(0, lost)
    }
}
