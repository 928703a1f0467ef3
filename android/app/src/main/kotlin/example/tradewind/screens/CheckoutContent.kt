// The checkout in all its phases: form, review, wallet, sending, what the person was handed, and the outcome.
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
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import example.tradewind.components.AppDivider
import example.tradewind.components.AppText
import example.tradewind.components.AppTextField
import example.tradewind.components.BuyerForm
import example.tradewind.components.Caption
import example.tradewind.components.DoorCard
import example.tradewind.components.ExternalLink
import example.tradewind.components.FilledButton
import example.tradewind.components.HandOffCard
import example.tradewind.components.Heading
import example.tradewind.components.HoldPart
import example.tradewind.components.Icons
import example.tradewind.components.LineItems
import example.tradewind.components.MessageBox
import example.tradewind.components.NoticeBox
import example.tradewind.components.Paragraphs
import example.tradewind.components.PlainButton
import example.tradewind.components.RadioRow
import example.tradewind.components.ReceiptPart
import example.tradewind.components.RoundButton
import example.tradewind.components.ScreenScaffold
import example.tradewind.components.SectionCard
import example.tradewind.components.Skeleton
import example.tradewind.components.Symbol
import example.tradewind.components.TextAlignment
import example.tradewind.components.TonalButton
import example.tradewind.components.Totals
import example.tradewind.components.announced
import example.tradewind.components.clickableItem
import example.tradewind.components.hiddenFromAccessibility
import example.tradewind.components.rememberShareSheet
import example.tradewind.components.rememberUrlOpener
import example.tradewind.core.Banner
import example.tradewind.core.CheckoutPhase
import example.tradewind.core.CheckoutScreen
import example.tradewind.core.CodeRow
import example.tradewind.core.DeliveryRow
import example.tradewind.core.Intent
import example.tradewind.core.Notice
import example.tradewind.core.Tone
import example.tradewind.theme.Design
import example.tradewind.theme.Radius
import example.tradewind.theme.Size
import example.tradewind.theme.Space

@Composable
fun CheckoutContent(screen: CheckoutScreen, banners: List<Banner>, onIntent: (Intent) -> Unit) =
    ScreenScaffold(banners, onIntent, spacing = Space.base) {
        val editing = screen.phase == CheckoutPhase.BUYER
        val handOff = screen.handOff
        if (editing || screen.phase == CheckoutPhase.REVIEW) {
            screen.notice?.let { NoticeBox(it) }
        } else if (handOff != null) {
            screen.notice?.let { NoticeBox(it) }
            HandOffCard(handOff, onIntent)
        } else {
            PaymentStatus(screen.phase, screen.notice)
        }
        ContactCard(screen)
        if (editing) {
            BuyerForm(screen.buyerTitle, screen.fields, onIntent)
        } else {
            if (screen.phase == CheckoutPhase.REVIEW) {
                BuyerCard(screen, onIntent)
                BillingCard(screen, onIntent)
                if (screen.delivery.isNotEmpty()) DeliveryCard(screen.deliveryTitle, screen.delivery, onIntent)
                if (screen.lines.isEmpty() && screen.loading) Skeleton(2)
            }
            TermsCard(screen.termsTitle, screen.terms, onIntent)
            Summary(screen, onIntent)
            DoorCard(screen.door)
        }
        screen.messages.filter { editing || !it.disclosure }.forEach { MessageBox(it) }
        MerchantLinks(screen)
    }

/** The state of the payment, large, in the phases without a form. */
@Composable
private fun PaymentStatus(phase: CheckoutPhase, notice: Notice?) = Column(
    Modifier.fillMaxWidth().padding(top = Space.lg, bottom = Space.base),
    Arrangement.spacedBy(Space.md),
    Alignment.CenterHorizontally,
) {
    val colors = Design.colors
    val (icon, containerColor, contentColor) = when (phase) {
        CheckoutPhase.WALLET -> Triple(Icons.wallet, colors.surfaceVariant, colors.onSurface)
        CheckoutPhase.CONFIRMED -> Triple(Icons.check, colors.successContainer, colors.onSuccessContainer)
        CheckoutPhase.UNKNOWN -> Triple(Icons.warning, colors.warningContainer, colors.onWarningContainer)
        CheckoutPhase.ENDED -> Triple(Icons.close, colors.surfaceVariant, colors.onSurface)
        else -> Triple(Icons.cart, colors.surfaceVariant, colors.onSurface)
    }
    Box(Modifier.size(96.dp).background(containerColor, CircleShape), Alignment.Center) {
        if (phase == CheckoutPhase.WALLET || phase == CheckoutPhase.SENDING || phase == CheckoutPhase.WITH_PERSON) {
            CircularProgressIndicator(Modifier.size(96.dp).hiddenFromAccessibility(), colors.accent)
        }
        Symbol(icon, color = contentColor, size = 44.dp)
    }
    if (notice != null) {
        Heading(notice.title, Modifier.announced(notice.tone), alignment = TextAlignment.CENTER)
        Paragraphs(notice.body, Modifier.widthIn(max = 416.dp), color = colors.onSurfaceMuted, alignment = TextAlignment.CENTER)
    }
}

/** Details for contacting the merchant, to be copied or shared. */
@Composable
private fun ContactCard(screen: CheckoutScreen) {
    if (screen.contact.isEmpty()) return
    val share = rememberShareSheet()
    SectionCard {
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            Heading(screen.contactTitle, Modifier.weight(1f), Design.type.label)
            RoundButton(Icons.share, screen.contactTitle, raised = false) { share(screen.contact) }
        }
        SelectionContainer { AppText(screen.contact) }
    }
}

@Composable
private fun BuyerCard(screen: CheckoutScreen, onIntent: (Intent) -> Unit) {
    if (screen.buyerSummary.isEmpty()) return
    SectionCard {
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            Heading(screen.buyerTitle, Modifier.weight(1f), Design.type.label)
            if (screen.changeLabel.isNotEmpty()) PlainButton(screen.changeLabel, Intent.ChangeBuyer, onIntent)
        }
        Column { screen.buyerSummary.forEach { AppText(it) } }
    }
}

/** Where a way to pay wants one. */
@Composable
private fun BillingCard(screen: CheckoutScreen, onIntent: (Intent) -> Unit) {
    if (screen.billingTitle.isEmpty()) return
    SectionCard {
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            Heading(screen.billingTitle, Modifier.weight(1f), Design.type.label)
            PlainButton(screen.billingLabel, Intent.ChangeBilling, onIntent)
        }
        Column { screen.billingSummary.forEach { AppText(it) } }
        if (screen.billingSameLabel.isNotEmpty()) PlainButton(screen.billingSameLabel, Intent.BillingAsDelivery, onIntent)
    }
}

@Composable
private fun DeliveryCard(title: String, options: List<DeliveryRow>, onIntent: (Intent) -> Unit) = SectionCard {
    Heading(title, style = Design.type.label)
    parcels(options).forEachIndexed { i, parcel ->
        if (i > 0) AppDivider()
        DeliveryOptions(parcel, onIntent)
    }
}

/** Groups consecutive rows of the same parcel: each parcel has a choice of its own. */
private fun parcels(rows: List<DeliveryRow>): List<List<DeliveryRow>> {
    val groups = mutableListOf<MutableList<DeliveryRow>>()
    for (row in rows) if (groups.lastOrNull()?.last()?.parcel == row.parcel) groups.last().add(row) else groups.add(mutableListOf(row))
    return groups
}

@Composable
private fun DeliveryOptions(options: List<DeliveryRow>, onIntent: (Intent) -> Unit) = Column {
    val parcel = options.first().parcel
    if (parcel.isNotEmpty()) Heading(parcel, style = Design.type.detail)
    Column(Modifier.selectableGroup()) {
        options.forEachIndexed { i, option ->
            if (i > 0) AppDivider()
            RadioRow(option.selected, option.accessibility, Intent.ChooseDelivery(option.key), onIntent) {
                Row(horizontalArrangement = Arrangement.spacedBy(Space.md), verticalAlignment = Alignment.CenterVertically) {
                    Column(Modifier.weight(1f)) {
                        AppText(option.title)
                        if (option.description.isNotEmpty()) Caption(option.description)
                    }
                    AppText(option.price, style = Design.type.label, alignment = TextAlignment.END)
                }
            }
        }
    }
}

@Composable
private fun Summary(screen: CheckoutScreen, onIntent: (Intent) -> Unit) {
    val disclosures = screen.messages.filter { it.disclosure }
    if (screen.lines.isEmpty() && screen.totals.isEmpty()) return disclosures.forEach { MessageBox(it) }
    SectionCard {
        LineItems(screen.lines)
        disclosures.forEach { MessageBox(it) }
        if (screen.codeHint.isNotEmpty() || screen.codes.isNotEmpty()) {
            AppDivider()
            DiscountCodes(screen, onIntent)
        }
        screen.holds.forEach { HoldPart(it) }
        AppDivider()
        Totals(screen.totals)
        if (screen.doorNote.isNotEmpty()) Caption(screen.doorNote)
        ReceiptPart(screen.receipt)
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun DiscountCodes(screen: CheckoutScreen, onIntent: (Intent) -> Unit) {
    if (screen.codes.isNotEmpty()) {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.sm), verticalArrangement = Arrangement.spacedBy(Space.sm)) {
            screen.codes.forEach { discount ->
                DiscountCode(discount, removable = screen.codeHint.isNotEmpty(), onIntent)
            }
        }
    }
    if (screen.codeHint.isEmpty()) return
    var code by rememberSaveable { mutableStateOf("") }
    val add = {
        onIntent(Intent.AddCode(code))
        code = ""
    }
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.sm), Alignment.CenterVertically) {
        AppTextField(
            value = code,
            onValueChange = { code = it },
            modifier = Modifier.weight(1f).semantics { contentDescription = screen.codeHint },
            placeholder = screen.codeHint,
            shape = RoundedCornerShape(Radius.medium),
            height = Size.touch,
            containerColor = Design.colors.background,
            keyboardOptions = KeyboardOptions(KeyboardCapitalization.Characters, autoCorrectEnabled = false, imeAction = ImeAction.Done),
            keyboardActions = KeyboardActions(onDone = { add() }),
        )
        TonalButton(screen.codeLabel, onClick = add)
    }
}

@Composable
private fun DiscountCode(discount: CodeRow, removable: Boolean, onIntent: (Intent) -> Unit) {
    val shape = RoundedCornerShape(Radius.full)
    val background = Modifier.background(Design.colors.successContainer, shape)
    val chip = if (removable) background.clickableItem(discount.removeLabel, Intent.RemoveCode(discount.key), onIntent) else background
    Row(
        chip.padding(horizontal = Space.base).size(width = Dp.Unspecified, height = Size.touch),
        Arrangement.spacedBy(Space.sm),
        Alignment.CenterVertically,
    ) {
        val contentColor = Design.colors.onSuccessContainer
        Symbol(Icons.tag, color = contentColor, size = Size.iconSmall)
        AppText(discount.key, style = Design.type.label, color = contentColor)
        if (removable) Symbol(Icons.close, color = contentColor, size = Size.iconSmall)
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun MerchantLinks(screen: CheckoutScreen) {
    if (screen.links.isNotEmpty()) {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.lg)) { screen.links.forEach { ExternalLink(it.title, it.url) } }
    }
}

/** Whether the bottom bar has anything to show. */
fun CheckoutScreen.hasBottomBar() =
    phase == CheckoutPhase.BUYER || phase == CheckoutPhase.REVIEW || listOf(continueUrl, retryLabel, doneLabel, asideLabel).any {
        it.isNotEmpty()
    }

@Composable
fun CheckoutBar(screen: CheckoutScreen, onIntent: (Intent) -> Unit) {
    val fullWidth = Modifier.fillMaxWidth()
    val review = screen.phase == CheckoutPhase.REVIEW
    if (screen.phase == CheckoutPhase.BUYER) {
        FilledButton(screen.submitLabel, Intent.SubmitBuyer, onIntent, fullWidth, enabled = screen.canSubmit)
    }
    if (review && screen.payBlocked.isNotEmpty()) {
        AppText(screen.payBlocked, Modifier.announced(Tone.WARNING), Design.type.detail, Design.colors.error)
    }
    if (screen.continueUrl.isEmpty()) RetryButton(screen, onIntent)
    if (review && screen.acceptLabel.isNotEmpty()) TonalButton(screen.acceptLabel, Intent.AcceptPrice, onIntent, fullWidth)
    if (screen.continueUrl.isNotEmpty()) {
        val openUrl = rememberUrlOpener()
        FilledButton(screen.continueLabel, fullWidth, Icons.out) { openUrl(screen.continueUrl) }
        // The button for coming back from the browser is below the one that opens it.
        RetryButton(screen, onIntent)
    } else if (review && screen.methods.isEmpty()) {
        FilledButton(screen.payLabel, Intent.Pay(method = null), onIntent, fullWidth, Icons.wallet, screen.canPay)
    } else if (review) {
        for (method in screen.methods) {
            FilledButton(method.label, Intent.Pay(method.key), onIntent, fullWidth, Icons.wallet, screen.canPay)
        }
        MoreMethods(screen, onIntent)
    }
    if (screen.doneLabel.isNotEmpty()) FilledButton(screen.doneLabel, Intent.Done, onIntent, fullWidth)
    if (screen.asideLabel.isNotEmpty()) TonalButton(screen.asideLabel, Intent.PutAside, onIntent, fullWidth)
}

/** The other ways to pay, on one tap. */
@Composable
private fun MoreMethods(screen: CheckoutScreen, onIntent: (Intent) -> Unit) {
    if (screen.moreLabel.isEmpty()) return
    val fullWidth = Modifier.fillMaxWidth()
    var open by rememberSaveable { mutableStateOf(false) }
    if (!open) {
        TonalButton(screen.moreLabel, fullWidth) { open = true }
    } else {
        for (method in screen.moreMethods) {
            FilledButton(method.label, Intent.Pay(method.key), onIntent, fullWidth, Icons.wallet, screen.canPay)
        }
    }
}

@Composable
private fun RetryButton(screen: CheckoutScreen, onIntent: (Intent) -> Unit) {
    if (screen.retryLabel.isNotEmpty()) TonalButton(screen.retryLabel, Intent.Retry, onIntent, Modifier.fillMaxWidth(), Icons.reset)
}
