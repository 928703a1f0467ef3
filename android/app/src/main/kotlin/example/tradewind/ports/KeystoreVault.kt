// The vault: small secrets in files, encrypted with a key that never leaves Android's keystore.
package example.tradewind.ports

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import android.util.AtomicFile
import example.tradewind.core.HostException
import example.tradewind.core.VaultHost
import java.io.File
import java.io.IOException
import java.security.GeneralSecurityException
import java.security.InvalidKeyException
import java.security.KeyStore
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

private const val KEYSTORE = "AndroidKeyStore"
private const val ALIAS = "tradewind-vault"
private const val CIPHER = "AES/GCM/NoPadding"
private const val TAG_BITS = 128
private const val HEX = "0123456789abcdef"

/** Sealed by the key at hand as soon as there is one: if it no longer opens, the key is another. */
private const val WITNESS = "key-witness"

/**
 * Called from the core's worker threads alone. A name is bound to its value: files that were swapped do not decrypt.
 *
 * Android may lose a key (a changed screen lock on some phones, a restored system). What was sealed with it is lost then, and an
 * error for ever would keep the shop shut: the vault starts anew, empty, and says so through [lost]. The core takes that for
 * another phone's files: it asks about a payment that was open, and never sends it.
 */
class KeystoreVault(private val folder: File, private val lost: () -> Unit = {}) : VaultHost {
    override fun read(name: String): ByteArray? = served {
        if (keeps()) opened(name, key()) else null
    }

    override fun write(name: String, value: ByteArray) = served {
        keeps()
        seal(name, value)
    }

    override fun delete(name: String) = served { AtomicFile(place(name)).delete() }

    /** Whether there may be anything to read. With the key gone, or another one, there is not: what it sealed is cleared away. */
    @Synchronized
    private fun keeps(): Boolean {
        if (folder.list().isNullOrEmpty()) return false
        val whole = try {
            val key = kept()
            // A vault of before the witness has none; there one secret that opens is proof enough.
            key != null && if (place(WITNESS).exists()) opened(WITNESS, key) != null else names().any { opens(it, key) }
        } catch (_: UnrecoverableKeyException) {
            false
        } catch (_: InvalidKeyException) {
            // KeyPermanentlyInvalidatedException is one.
            false
        } catch (_: AEADBadTagException) {
            false
        }
        if (whole) {
            if (!place(WITNESS).exists()) seal(WITNESS, byteArrayOf(1))
            return true
        }
        KeyStore.getInstance(KEYSTORE).apply { load(null) }.deleteEntry(ALIAS)
        folder.listFiles()?.forEach { it.delete() }
        lost()
        return false
    }

    private fun opens(name: String, key: SecretKey) = try {
        opened(name, key) != null
    } catch (_: AEADBadTagException) {
        false
    }

    /** The names of what is kept, as [place] wrote them. */
    private fun names(): List<String> = folder.list().orEmpty().filter { it.all { sign -> sign in HEX } }.map { hex ->
        String(hex.chunked(2) { it.toString().toInt(HEX.length).toByte() }.toByteArray())
    }

    private fun opened(name: String, key: SecretKey): ByteArray? {
        val file = AtomicFile(place(name))
        if (!file.baseFile.exists()) return null
        val kept = file.readFully()
        val length = kept[0].toInt()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, kept, 1, length))
        cipher.updateAAD(name.toByteArray())
        return cipher.doFinal(kept, 1 + length, kept.size - 1 - length)
    }

    private fun seal(name: String, value: ByteArray) {
        folder.mkdirs()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, key())
        cipher.updateAAD(name.toByteArray())
        val sealed = byteArrayOf(cipher.iv.size.toByte()) + cipher.iv + cipher.doFinal(value)
        val file = AtomicFile(place(name))
        val stream = file.startWrite()
        try {
            stream.write(sealed)
            file.finishWrite(stream)
        } catch (failed: IOException) {
            file.failWrite(stream)
            throw failed
        }
    }

    /** Names become file names byte by byte, so that none leaves the folder. */
    private fun place(name: String) = folder.resolve(name.toByteArray().joinToString("") { "%02x".format(it) })

    private fun kept(): SecretKey? = KeyStore.getInstance(KEYSTORE).apply { load(null) }.getKey(ALIAS, null) as SecretKey?

    @Synchronized
    private fun key(): SecretKey {
        kept()?.let { return it }
        val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE)
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        generator.init(
            KeyGenParameterSpec.Builder(ALIAS, purposes)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .build(),
        )
        return generator.generateKey()
    }

    private fun <T> served(call: () -> T): T = try {
        call()
    } catch (_: GeneralSecurityException) {
        throw HostException.Failed()
    } catch (_: IOException) {
        throw HostException.Failed()
    }
}
