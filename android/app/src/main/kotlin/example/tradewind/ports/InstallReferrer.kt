// Port: what the store says led to this install.
package example.tradewind.ports

/** The store's word of the link that led to its page of this app. It names no person, and this app looks for no other sign of one. */
fun interface InstallReferrer {
    /**
     * Asks. `found` gets what the store says as it is, on the main thread; empty where it will never say anything. It is not called where
     * the store may say it another time.
     */
    fun read(found: (String) -> Unit)
}
