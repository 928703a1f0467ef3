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
import java.security.KeyStore
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

private const val KEYSTORE = "AndroidKeyStore"
private const val ALIAS = "tradewind-vault"
private const val CIPHER = "AES/GCM/NoPadding"
private const val TAG_BITS = 128

/** Called from the core's worker threads alone. A name is bound to its value: files that were swapped do not decrypt. */
class KeystoreVault(private val folder: File) : VaultHost {
    override fun read(name: String): ByteArray? = served {
        val file = AtomicFile(place(name))
        if (!file.baseFile.exists()) return@served null
        val kept = file.readFully()
        val length = kept[0].toInt()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key(), GCMParameterSpec(TAG_BITS, kept, 1, length))
        cipher.updateAAD(name.toByteArray())
        cipher.doFinal(kept, 1 + length, kept.size - 1 - length)
    }

    override fun write(name: String, value: ByteArray) = served {
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

    override fun delete(name: String) = served { AtomicFile(place(name)).delete() }

    /** Names become file names byte by byte, so that none leaves the folder. */
    private fun place(name: String) = folder.resolve(name.toByteArray().joinToString("") { "%02x".format(it) })

    @Synchronized
    private fun key(): SecretKey {
        val store = KeyStore.getInstance(KEYSTORE).apply { load(null) }
        (store.getKey(ALIAS, null) as SecretKey?)?.let { return it }
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
