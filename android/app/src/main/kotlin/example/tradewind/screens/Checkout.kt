// The checkout, in all its phases: the form, the review, the wallet, the waiting, and how it ended.
package example.tradewind.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.text.selection.SelectionContainer
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.unit.dp
import example.tradewind.core.Banner
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.CheckoutScreen
import example.tradewind.core.CodeRow
import example.tradewind.core.DeliveryRow
import example.tradewind.core.Intent
import example.tradewind.core.Notice
import example.tradewind.core.Tone
import example.tradewind.parts.Bones
import example.tradewind.parts.Bought
import example.tradewind.parts.BuyerForm
import example.tradewind.parts.Choice
import example.tradewind.parts.EchoField
import example.tradewind.parts.FilledButton
import example.tradewind.parts.Fine
import example.tradewind.parts.Ground
import example.tradewind.parts.Hairline
import example.tradewind.parts.Heading
import example.tradewind.parts.Icons
import example.tradewind.parts.MessageBox
import example.tradewind.parts.NoticeBox
import example.tradewind.parts.OutsideLink
import example.tradewind.parts.PlainButton
import example.tradewind.parts.RoundButton
import example.tradewind.parts.Sentences
import example.tradewind.parts.Sheet
import example.tradewind.parts.Sign
import example.tradewind.parts.Stand
import example.tradewind.parts.TonalButton
import example.tradewind.parts.Totals
import example.tradewind.parts.Words
import example.tradewind.parts.pressedAsOne
import example.tradewind.parts.rememberOutside
import example.tradewind.parts.rememberSharing
import example.tradewind.parts.told
import example.tradewind.parts.unread
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun Checkout(screen: CheckoutScreen, banners: List<Banner>, act: (Intent) -> Unit) = Ground(banners, act, gap = Space.base) {
    val fills = screen.phase == CheckoutPhase.BUYER
    if (fills || screen.phase == CheckoutPhase.REVIEW) screen.notice?.let { NoticeBox(it) } else Outcome(screen.phase, screen.notice)
    Contact(screen)
    if (fills) BuyerForm(screen.buyerTitle, screen.fields, act)
    else {
        if (screen.phase == CheckoutPhase.REVIEW) {
            Buyer(screen, act)
            if (screen.delivery.isNotEmpty()) Delivery(screen.deliveryTitle, screen.delivery, act)
            if (screen.lines.isEmpty() && screen.loading) Bones(2)
        }
        Summary(screen, act)
    }
    screen.messages.filter { fills || !it.disclosure }.forEach { MessageBox(it) }
    Links(screen)
}

/** How it stands, large, where there is nothing to fill in. */
@Composable
private fun Outcome(phase: CheckoutPhase, notice: Notice?) = Column(
    Modifier.fillMaxWidth().padding(top = Space.roomy, bottom = Space.base), Arrangement.spacedBy(Space.snug), Alignment.CenterHorizontally,
) {
    val colors = Design.colors
    val (icon, ground, ink) = when (phase) {
        CheckoutPhase.WALLET -> Triple(Icons.wallet, colors.surfaceVariant, colors.onSurface)
        CheckoutPhase.CONFIRMED -> Triple(Icons.check, colors.successContainer, colors.onSuccessContainer)
        CheckoutPhase.UNKNOWN -> Triple(Icons.warning, colors.warningContainer, colors.onWarningContainer)
        CheckoutPhase.ENDED -> Triple(Icons.close, colors.surfaceVariant, colors.onSurface)
        else -> Triple(Icons.cart, colors.surfaceVariant, colors.onSurface)
    }
    Box(Modifier.size(96.dp).background(ground, CircleShape), Alignment.Center) {
        if (phase == CheckoutPhase.WALLET || phase == CheckoutPhase.SENDING) CircularProgressIndicator(Modifier.size(96.dp).unread(), colors.accent)
        Sign(icon, color = ink, size = 44.dp)
    }
    if (notice != null) {
        Heading(notice.title, Modifier.told(notice.tone), stand = Stand.CENTER)
        Sentences(notice.body, Modifier.widthIn(max = 416.dp), color = colors.onSurfaceMuted, stand = Stand.CENTER)
    }
}

/** What to tell the shop: to be marked and copied, or handed to a mail. */
@Composable
private fun Contact(screen: CheckoutScreen) {
    if (screen.contact.isEmpty()) return
    val share = rememberSharing()
    Sheet {
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            Heading(screen.contactTitle, Modifier.weight(1f), Design.type.label)
            RoundButton(Icons.share, screen.contactTitle, raised = false) { share(screen.contact) }
        }
        SelectionContainer { Words(screen.contact) }
    }
}

@Composable
private fun Buyer(screen: CheckoutScreen, act: (Intent) -> Unit) {
    if (screen.buyerSummary.isEmpty()) return
    Sheet {
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            Heading(screen.buyerTitle, Modifier.weight(1f), Design.type.label)
            if (screen.changeLabel.isNotEmpty()) PlainButton(screen.changeLabel) { act(Intent.ChangeBuyer) }
        }
        Column { screen.buyerSummary.forEach { Words(it) } }
    }
}

@Composable
private fun Delivery(title: String, all: List<DeliveryRow>, act: (Intent) -> Unit) = Sheet {
    Heading(title, style = Design.type.label)
    parcels(all).forEachIndexed { i, parcel ->
        if (i > 0) Hairline()
        Options(parcel, act)
    }
}

/** Rows that follow each other and are for the same parcel are chosen from by themselves. */
private fun parcels(all: List<DeliveryRow>): List<List<DeliveryRow>> {
    val found = mutableListOf<MutableList<DeliveryRow>>()
    for (one in all) if (found.lastOrNull()?.last()?.parcel == one.parcel) found.last().add(one) else found.add(mutableListOf(one))
    return found
}

@Composable
private fun Options(all: List<DeliveryRow>, act: (Intent) -> Unit) = Column {
    val parcel = all.first().parcel
    if (parcel.isNotEmpty()) Heading(parcel, style = Design.type.detail)
    Column(Modifier.selectableGroup()) {
        all.forEachIndexed { i, one ->
            if (i > 0) Hairline()
            Choice(one.selected, one.accessibility, { act(Intent.ChooseDelivery(one.key)) }) {
                Row(horizontalArrangement = Arrangement.spacedBy(Space.snug), verticalAlignment = Alignment.CenterVertically) {
                    Column(Modifier.weight(1f)) {
                        Words(one.title)
                        if (one.description.isNotEmpty()) Fine(one.description)
                    }
                    Words(one.price, style = Design.type.label, stand = Stand.END)
                }
            }
        }
    }
}

@Composable
private fun Summary(screen: CheckoutScreen, act: (Intent) -> Unit) {
    val beside = screen.messages.filter { it.disclosure }
    if (screen.lines.isEmpty() && screen.totals.isEmpty()) return beside.forEach { MessageBox(it) }
    Sheet {
        Bought(screen.lines)
        beside.forEach { MessageBox(it) }
        if (screen.codeHint.isNotEmpty() || screen.codes.isNotEmpty()) {
            Hairline()
            Codes(screen, act)
        }
        Hairline()
        Totals(screen.totals)
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Codes(screen: CheckoutScreen, act: (Intent) -> Unit) {
    if (screen.codes.isNotEmpty()) FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.small), verticalArrangement = Arrangement.spacedBy(Space.small)) {
        screen.codes.forEach { one -> Code(one, removable = screen.codeHint.isNotEmpty()) { act(Intent.RemoveCode(one.key)) } }
    }
    if (screen.codeHint.isEmpty()) return
    var written by rememberSaveable { mutableStateOf("") }
    val add = {
        act(Intent.AddCode(written))
        written = ""
    }
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.small), Alignment.CenterVertically) {
        EchoField(
            value = written, typed = { written = it }, modifier = Modifier.weight(1f).semantics { contentDescription = screen.codeHint }, hint = screen.codeHint,
            shape = RoundedCornerShape(Radius.medium), height = Size.touch, ground = Design.colors.background,
            keyboard = KeyboardOptions(KeyboardCapitalization.Characters, autoCorrectEnabled = false, imeAction = ImeAction.Done),
            actions = KeyboardActions(onDone = { add() }),
        )
        TonalButton(screen.codeLabel, onClick = add)
    }
}

@Composable
private fun Code(one: CodeRow, removable: Boolean, remove: () -> Unit) {
    val shape = RoundedCornerShape(Radius.full)
    val ground = Modifier.background(Design.colors.successContainer, shape)
    Row(
        (if (removable) ground.pressedAsOne(one.removeLabel, remove) else ground).padding(horizontal = Space.base).size(width = androidx.compose.ui.unit.Dp.Unspecified, height = Size.touch),
        Arrangement.spacedBy(Space.small), Alignment.CenterVertically,
    ) {
        val ink = Design.colors.onSuccessContainer
        Sign(Icons.tag, color = ink, size = Size.iconSmall)
        Words(one.key, style = Design.type.label, color = ink)
        if (removable) Sign(Icons.close, color = ink, size = Size.iconSmall)
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Links(screen: CheckoutScreen) {
    if (screen.links.isNotEmpty()) FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.roomy)) { screen.links.forEach { OutsideLink(it.title, it.url) } }
}

/** Whether there is anything to do at the bottom. */
fun CheckoutScreen.hasBar() =
    phase == CheckoutPhase.BUYER || phase == CheckoutPhase.REVIEW || listOf(continueUrl, retryLabel, doneLabel, asideLabel).any { it.isNotEmpty() }

@Composable
fun CheckoutBar(screen: CheckoutScreen, act: (Intent) -> Unit) {
    val wide = Modifier.fillMaxWidth()
    val review = screen.phase == CheckoutPhase.REVIEW
    if (screen.phase == CheckoutPhase.BUYER) FilledButton(screen.submitLabel, wide, enabled = screen.canSubmit) { act(Intent.SubmitBuyer) }
    if (review && screen.payBlocked.isNotEmpty()) Words(screen.payBlocked, Modifier.told(Tone.WARNING), Design.type.detail, Design.colors.error)
    if (screen.continueUrl.isEmpty()) Again(screen, act)
    if (review && screen.acceptLabel.isNotEmpty()) TonalButton(screen.acceptLabel, wide) { act(Intent.AcceptPrice) }
    if (screen.continueUrl.isNotEmpty()) {
        val open = rememberOutside()
        FilledButton(screen.continueLabel, wide, Icons.out) { open(screen.continueUrl) }
        // The way back from a browser stands below the way there.
        Again(screen, act)
    } else if (review) FilledButton(screen.payLabel, wide, Icons.wallet, screen.canPay) { act(Intent.Pay) }
    if (screen.doneLabel.isNotEmpty()) FilledButton(screen.doneLabel, wide) { act(Intent.Done) }
    if (screen.asideLabel.isNotEmpty()) TonalButton(screen.asideLabel, wide) { act(Intent.PutAside) }
}

@Composable
private fun Again(screen: CheckoutScreen, act: (Intent) -> Unit) {
    if (screen.retryLabel.isNotEmpty()) TonalButton(screen.retryLabel, Modifier.fillMaxWidth(), Icons.reset) { act(Intent.Retry) }
}
