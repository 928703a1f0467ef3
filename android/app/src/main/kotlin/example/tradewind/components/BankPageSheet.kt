// A page of a payment over the whole window, with a way to close it; and pages that nobody is to see.
package example.tradewind.components

import android.widget.FrameLayout
import androidx.activity.compose.BackHandler
import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.offset
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.systemBarsPadding
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.viewinterop.AndroidView
import example.tradewind.core.HandOffView
import example.tradewind.ports.BankPage
import example.tradewind.theme.Design
import example.tradewind.theme.Size
import example.tradewind.theme.Space

/**
 * `handOff` is what the checkout's screen says of a bank's page; null for the moment before it does. A page with card fields has the words
 * of its sheet, and says below them who is paid and how much. Back closes.
 */
@Composable
fun BankPageSheet(page: BankPage, handOff: HandOffView?, onClose: () -> Unit) {
    val title = page.fields?.words?.title ?: handOff?.title.orEmpty()
    val label = page.fields?.words?.cancel ?: handOff?.closeLabel.orEmpty()
    BackHandler(onBack = onClose)
    Column(
        Modifier
            .fillMaxSize()
            .background(Design.colors.surface)
            .semantics {
                paneTitle = title
                isTraversalGroup = true
            }.systemBarsPadding()
            .imePadding(),
    ) {
        Row(
            Modifier.fillMaxWidth().padding(horizontal = Space.edge).defaultMinSize(minHeight = Size.tabBar),
            Arrangement.spacedBy(Space.md),
            Alignment.CenterVertically,
        ) {
            Heading(title, Modifier.weight(1f), Design.type.label)
            if (label.isNotEmpty()) PlainButton(label, onClick = onClose)
        }
        page.fields?.let {
            Column(Modifier.padding(horizontal = Space.edge).padding(bottom = Space.sm), Arrangement.spacedBy(Space.sm)) {
                Caption(it.payee)
                AppText(it.amountText, style = Design.type.headline)
            }
        }
        AppDivider()
        PageView(page, Modifier.weight(1f).fillMaxWidth())
    }
}

/** A page that works unseen: it is in the window, so that it runs, and beside its edge. */
@Composable
fun HiddenBankPage(page: BankPage) = PageView(page, Modifier.offset(x = -HIDDEN).size(HIDDEN).clearAndSetSemantics { })

@Composable
private fun PageView(page: BankPage, modifier: Modifier) = AndroidView(
    factory = { context -> FrameLayout(context).also { page.attach(context, it) } },
    modifier = modifier,
    onRelease = { frame -> if (page.view.parent === frame) page.detach() },
)

private val HIDDEN = 8.dp
