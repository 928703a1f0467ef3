// What belongs to one running shop: the store, the wallet's sheet, the pictures at hand.
package example.tradewind

import androidx.compose.runtime.staticCompositionLocalOf
import example.tradewind.core.ShopConfig
import example.tradewind.core.VaultHost
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import example.tradewind.library.ShopStore
import example.tradewind.parts.Pictures
import example.tradewind.ports.LogcatLog
import example.tradewind.ports.SandboxWallet

/** `lent` is what the core is lent as its wallet: the sheet's desk, or what stands before it. */
class Phone(config: ShopConfig, vault: VaultHost, lent: (SandboxWallet) -> WalletHost = { it }) : AutoCloseable {
    val wallet = SandboxWallet()
    val store = ShopStore(config, vault, lent(wallet), LogcatLog())
    val pictures = Pictures(store)

    /** The person answered the wallet's sheet. */
    fun answer(sheet: String, outcome: WalletOutcome) {
        wallet.dismiss(sheet)
        store.answer(sheet, outcome)
    }

    override fun close() {
        store.close()
        pictures.forget()
    }
}

val LocalPhone = staticCompositionLocalOf<Phone> { error("no phone is provided") }
