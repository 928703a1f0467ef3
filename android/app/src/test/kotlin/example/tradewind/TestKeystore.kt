// Stands in for Android's keystore, which only a device has: keys in memory, under the same provider's name.
package example.tradewind

import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGenerator
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

object TestKeystore : Provider("AndroidKeyStore", "1", "keys in memory") {
    val kept = HashMap<String, SecretKey>()

    private fun readResolve(): Any = TestKeystore

    fun install() {
        if (Security.getProvider(name) == null) {
            put("KeyStore.AndroidKeyStore", Store::class.java.name)
            put("KeyGenerator.AES", Generator::class.java.name)
            Security.addProvider(this)
        }
        kept.clear()
    }

    class Generator : KeyGeneratorSpi() {
        private var alias = ""

        override fun engineInit(spec: AlgorithmParameterSpec, random: SecureRandom?) {
            alias = (spec as android.security.keystore.KeyGenParameterSpec).keystoreAlias
        }

        override fun engineInit(random: SecureRandom?) = error("a key has an alias")

        override fun engineInit(size: Int, random: SecureRandom?) = error("a key has an alias")

        override fun engineGenerateKey(): SecretKey = KeyGenerator.getInstance("AES", "SunJCE").generateKey().also { kept[alias] = it }
    }

    class Store : KeyStoreSpi() {
        override fun engineGetKey(alias: String, password: CharArray?): Key? = kept[alias]
        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null
        override fun engineGetCertificate(alias: String): Certificate? = null
        override fun engineGetCreationDate(alias: String) = Date()
        override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<out Certificate>?) = error("not used")
        override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<out Certificate>?) = error("not used")
        override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = error("not used")
        override fun engineDeleteEntry(alias: String) {
            kept.remove(alias)
        }
        override fun engineAliases(): Enumeration<String> = Collections.enumeration(kept.keys)
        override fun engineContainsAlias(alias: String) = alias in kept
        override fun engineSize() = kept.size
        override fun engineIsKeyEntry(alias: String) = alias in kept
        override fun engineIsCertificateEntry(alias: String) = false
        override fun engineGetCertificateAlias(certificate: Certificate?): String? = null
        override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit
        override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit
    }
}
