// The sandbox merchant's wallet: keeps the sheet that is asked for, until the person answers or the core takes it away.
package example.tradewind.ports

import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import example.tradewind.core.WalletRequest
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update

class SandboxWallet : WalletHost {
    private val standing = MutableStateFlow<WalletRequest?>(null)

    /** The sheet that is to be drawn. */
    val sheet: StateFlow<WalletRequest?> = standing.asStateFlow()

    override fun present(request: WalletRequest) {
        standing.value = request
    }

    override fun dismiss(sheet: String) = standing.update { if (it?.sheet == sheet) null else it }

    companion object {
        /** What the sandbox merchant takes as paid. */
        val approved = WalletOutcome.Approved(credentialType = "token", token = "sandbox_ok")
    }
}
