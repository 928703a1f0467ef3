// A card in a provider's own fields: the merchant's page with them, shown in the stead of a wallet's sheet, and its one message.
package example.tradewind.ports

import example.tradewind.core.HostException
import example.tradewind.core.SheetEnd
import example.tradewind.core.SystemSheet
import example.tradewind.core.WalletHost
import example.tradewind.core.WalletOutcome
import example.tradewind.core.WalletRequest
import example.tradewind.core.Way

/**
 * The page is shown as a bank's page is (`BankPage`), over a secured window. `answer` leads to the core (`ShopStore.answer`), which reads
 * the message and judges where it came from. A page that stands while the process dies is gone: the core waits no longer than it said.
 */
class HostedFieldsWallet(private val surfaces: SurfaceHandOff, private val answer: (String, WalletOutcome) -> Unit) : WalletHost {
    override fun isReady() = surfaces.isAvailable

    override fun present(request: WalletRequest) {
        val asked = request.system as? SystemSheet.HostedFields ?: throw HostException.Unavailable()
        val way = Way.Surface(asked.url, listOf(asked.origin), visible = true)
        surfaces.openFields(request, way, Page(request.sheet, asked.maxMessage.toInt()))
    }

    override fun dismiss(sheet: String, end: SheetEnd) = surfaces.dismiss(sheet)

    /** What one page brings about: the first of it is the answer. On the main thread. */
    private inner class Page(private val sheet: String, private val maxMessage: Int) : BankPage.Events {
        private var isAnswered = false

        override fun said(origin: String, text: String) {
            // No text has fewer bytes than letters: one that is longer in letters is longer in bytes.
            ended(if (text.length > maxMessage) WalletOutcome.Failed else WalletOutcome.HostedFields(origin, text))
        }

        override fun failed() = ended(WalletOutcome.Failed)

        override fun closed() = ended(WalletOutcome.Cancelled)

        /** No page with card fields leads to another app. */
        override fun wantsApp(link: String) = Unit

        private fun ended(outcome: WalletOutcome) {
            if (isAnswered) return
            isAnswered = true
            surfaces.dismiss(sheet)
            answer(sheet, outcome)
        }
    }

    companion object {
        /** The payment handler that it pays by. */
        const val HANDLER = "dev.tradewind.pay.hosted_card"
    }
}
