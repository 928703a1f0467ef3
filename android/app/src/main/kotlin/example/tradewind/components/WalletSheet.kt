// The sandbox wallet's bottom sheet: payee, amount, and the three outcomes. Back cancels.
package example.tradewind.components

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.navigationBarsPadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.statusBarsPadding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import example.tradewind.core.Fact
import example.tradewind.core.WalletOutcome
import example.tradewind.core.WalletRequest
import example.tradewind.ports.SandboxWallet
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Space

@Composable
fun WalletSheet(request: WalletRequest, onOutcome: (WalletOutcome) -> Unit) {
    BackHandler { onOutcome(WalletOutcome.Cancelled) }
    // Taps on the scrim do not reach the screen below.
    Box(
        Modifier.fillMaxSize().background(Design.colors.scrim).pointerInput(Unit) {
            awaitPointerEventScope { while (true) awaitPointerEvent() }
        }.statusBarsPadding(),
        Alignment.BottomCenter,
    ) {
        Column(
            Modifier
                .widthIn(max = 672.dp)
                .fillMaxWidth()
                .background(Design.colors.surface, RoundedCornerShape(topStart = Radius.sheet, topEnd = Radius.sheet))
                .semantics {
                    paneTitle = request.words.title
                    isTraversalGroup = true
                }.verticalScroll(rememberScrollState())
                .navigationBarsPadding()
                .padding(horizontal = Space.lg)
                .padding(top = Space.md, bottom = Space.lg),
            Arrangement.spacedBy(Space.sm),
        ) {
            Box(
                Modifier
                    .align(Alignment.CenterHorizontally)
                    .padding(bottom = Space.sm)
                    .size(36.dp, 5.dp)
                    .background(Design.colors.outlineVariant, RoundedCornerShape(Radius.full)),
            )
            Row(horizontalArrangement = Arrangement.spacedBy(Space.md), verticalAlignment = Alignment.CenterVertically) {
                Symbol(Icons.wallet)
                Heading(request.words.title, style = Design.type.headline)
            }
            Caption(request.payee)
            AppText(request.amountText, style = Design.type.display)
            AppDivider()
            LineItems(request.lines.map { Fact(it.label, it.shown) })
            AppDivider()
            Column(Modifier.padding(top = Space.md), Arrangement.spacedBy(Space.sm)) {
                FilledButton(request.words.approve, Modifier.fillMaxWidth()) { onOutcome(SandboxWallet.approved) }
                TonalButton(request.words.decline, Modifier.fillMaxWidth()) { onOutcome(WalletOutcome.Declined) }
                PlainButton(request.words.cancel, Modifier.fillMaxWidth()) { onOutcome(WalletOutcome.Cancelled) }
            }
        }
    }
}
