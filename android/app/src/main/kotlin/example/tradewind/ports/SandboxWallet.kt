// The sandbox merchant's wallet: keeps the sheet that the core asked for until the person answers or the core dismisses it.
package example.tradewind.ports

import example.tradewind.core.SheetEnd
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import example.tradewind.core.WalletRequest
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update

class SandboxWallet : WalletHost {
    private val _sheet = MutableStateFlow<WalletRequest?>(null)

    /** The sheet to show; null if there is none. */
    val sheet: StateFlow<WalletRequest?> = _sheet.asStateFlow()

    override fun isReady() = true

    override fun present(request: WalletRequest) {
        _sheet.value = request
    }

    override fun dismiss(sheet: String, end: SheetEnd) = close(sheet)

    /** The person answered. */
    fun close(sheet: String) = _sheet.update { if (it?.sheet == sheet) null else it }

    companion object {
        /** The payment handler that this wallet pays by. */
        const val HANDLER = "dev.tradewind.sandbox_wallet"

        /** The credential that the sandbox merchant accepts. */
        val approved = WalletOutcome.Approved(credentialType = "token", token = "sandbox_ok")
    }
}
