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

/** A known value, encrypted with the current key. If it no longer decrypts, the key has changed. */
private const val WITNESS = "key-witness"

/**
 * Called only from the core's worker threads. Each value is bound to its name: swapped files do not decrypt.
 *
 * Android may lose a key (a changed screen lock on some phones, a restored system). Its secrets are lost then, and an endless
 * error would keep the shop closed: so the vault starts empty and reports it by [onKeyLost]. The core treats that like
 * files from another phone: it asks the merchant about an open payment, and never sends it again.
 */
class KeystoreVault(private val folder: File, private val onKeyLost: () -> Unit = {}) : VaultHost {
    override fun read(name: String): ByteArray? = hostCall {
        if (isReadable()) decrypt(name, key()) else null
    }

    override fun write(name: String, value: ByteArray) = hostCall {
        isReadable()
        encrypt(name, value)
    }

    override fun delete(name: String) = hostCall { AtomicFile(file(name)).delete() }

    /** Whether stored secrets can be read. If the key is gone or has changed, all files are deleted. */
    @Synchronized
    private fun isReadable(): Boolean {
        if (folder.list().isNullOrEmpty()) return false
        val intact = try {
            val key = existingKey()
            // A vault from before the witness has none. There one secret that decrypts is proof enough.
            key != null && if (file(WITNESS).exists()) decrypt(WITNESS, key) != null else names().any { canDecrypt(it, key) }
        } catch (_: UnrecoverableKeyException) {
            false
        } catch (_: InvalidKeyException) {
            // KeyPermanentlyInvalidatedException is a subclass.
            false
        } catch (_: AEADBadTagException) {
            false
        }
        if (intact) {
            if (!file(WITNESS).exists()) encrypt(WITNESS, byteArrayOf(1))
            return true
        }
        KeyStore.getInstance(KEYSTORE).apply { load(null) }.deleteEntry(ALIAS)
        folder.listFiles()?.forEach { it.delete() }
        onKeyLost()
        return false
    }

    private fun canDecrypt(name: String, key: SecretKey) = try {
        decrypt(name, key) != null
    } catch (_: AEADBadTagException) {
        false
    }

    /** The names of the stored secrets, decoded from the file names that [file] makes. */
    private fun names(): List<String> = folder.list().orEmpty().filter { it.all { char -> char in HEX } }.map { hex ->
        String(hex.chunked(2) { it.toString().toInt(HEX.length).toByte() }.toByteArray())
    }

    private fun decrypt(name: String, key: SecretKey): ByteArray? {
        val file = AtomicFile(file(name))
        if (!file.baseFile.exists()) return null
        val bytes = file.readFully()
        val length = bytes[0].toInt()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, bytes, 1, length))
        cipher.updateAAD(name.toByteArray())
        return cipher.doFinal(bytes, 1 + length, bytes.size - 1 - length)
    }

    private fun encrypt(name: String, value: ByteArray) {
        folder.mkdirs()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, key())
        cipher.updateAAD(name.toByteArray())
        val encrypted = byteArrayOf(cipher.iv.size.toByte()) + cipher.iv + cipher.doFinal(value)
        val file = AtomicFile(file(name))
        val stream = file.startWrite()
        try {
            stream.write(encrypted)
            file.finishWrite(stream)
        } catch (failed: IOException) {
            file.failWrite(stream)
            throw failed
        }
    }

    /** Names are hex-encoded as file names, so that none can leave the folder. */
    private fun file(name: String) = folder.resolve(name.toByteArray().joinToString("") { "%02x".format(it) })

    private fun existingKey(): SecretKey? = KeyStore.getInstance(KEYSTORE).apply { load(null) }.getKey(ALIAS, null) as SecretKey?

    @Synchronized
    private fun key(): SecretKey {
        existingKey()?.let { return it }
        val generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE)
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        generator.init(
            KeyGenParameterSpec
                .Builder(ALIAS, purposes)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .build(),
        )
        return generator.generateKey()
    }

    private fun <T> hostCall(call: () -> T): T = try {
        call()
    } catch (_: GeneralSecurityException) {
        throw HostException.Failed()
    } catch (_: IOException) {
        throw HostException.Failed()
    }
}
