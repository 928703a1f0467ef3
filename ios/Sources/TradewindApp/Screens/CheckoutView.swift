// The checkout, in all its phases: the form, the review, the wallet, the waiting, what was handed over, and how it ended.
import SwiftUI
import TradewindCore
import TradewindKit

struct CheckoutView: View {
    let screen: CheckoutScreen
    @Environment(ShopStore.self) private var shop

    var body: some View {
        switch screen.phase {
        case .buyer, .review: NoticeView(notice: screen.notice)
        case .withPerson, .voucher: handedOver
        case .wallet, .sending, .unknown, .confirmed, .ended: PaymentResult(phase: screen.phase, notice: screen.notice)
        }
        ContactCard(title: screen.contactTitle, words: screen.contact)
        switch screen.phase {
        case .buyer:
            BuyerForm(title: screen.buyerTitle, fields: screen.fields)
        case .review:
            buyer
            billing
            delivery
            if screen.lines.isEmpty && screen.loading { Skeleton() }
            TermsCard(title: screen.termsTitle, terms: screen.terms)
            OrderSummary(screen: screen)
            DoorCard(door: screen.door)
        case .wallet, .sending, .withPerson, .voucher, .unknown, .confirmed, .ended:
            TermsCard(title: screen.termsTitle, terms: screen.terms)
            OrderSummary(screen: screen)
        }
        Messages(messages: screen.remarks)
        ForEach(screen.links.identified(by: \.url)) { ExternalLink($0.title, $0.url) }
    }

    @ViewBuilder
    private var handedOver: some View {
        if let handOff = screen.handOff {
            NoticeView(notice: screen.notice)
            HandOffCard(handOff: handOff)
        } else {
            PaymentResult(phase: screen.phase, notice: screen.notice)
        }
    }

    @ViewBuilder
    private var buyer: some View {
        if !screen.buyerSummary.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                Heading(screen.buyerTitle, Theme.Text.label)
                ForEach(screen.buyerSummary.identified()) { AppText($0.value, Theme.Text.body) }
                WideButton(screen.changeLabel, kind: .text) { shop.send(.changeBuyer) }
            }
            .card()
        }
    }

    /// Where a way to pay wants one.
    @ViewBuilder
    private var billing: some View {
        if !screen.billingTitle.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.xxs) {
                Heading(screen.billingTitle, Theme.Text.label)
                ForEach(screen.billingSummary.identified()) { AppText($0.value, Theme.Text.body) }
                WideButton(screen.billingLabel, kind: .text) { shop.send(.changeBilling) }
                if !screen.billingSameLabel.isEmpty {
                    WideButton(screen.billingSameLabel, kind: .text) { shop.send(.billingAsDelivery) }
                }
            }
            .card()
        }
    }

    @ViewBuilder
    private var delivery: some View {
        if !screen.delivery.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.xs) {
                Heading(screen.deliveryTitle, Theme.Text.label)
                ForEach(screen.parcels.identified { $0.first?.parcel }) { parcel($0.value) }
            }
            .card()
        }
    }

    /// The delivery options of one parcel; its name is shown where there are several parcels.
    private func parcel(_ options: [DeliveryRow]) -> some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            Heading(options.first?.parcel ?? .init(), Theme.Text.detail)
            ForEach(options, id: \.key) { option in
                ChoiceRow(
                    selected: option.selected, accessibility: option.accessibility, title: option.title, note: option.description,
                    value: option.price
                ) {
                    shop.send(.chooseDelivery(key: option.key))
                }
            }
        }
        .accessibilityElement(children: .contain)
    }
}

/// The merchant's messages, in the merchant's order.
struct Messages: View {
    let messages: [MessageRow]

    var body: some View {
        ForEach(messages.identified(by: \.code)) { MessageView(message: $0.value) }
    }
}

/// What to tell the shop about an unsettled payment: a text to select, copy or share.
struct ContactCard: View {
    let title: String
    let words: String

    var body: some View {
        if !words.isEmpty {
            HStack(alignment: .top, spacing: Theme.Space.md) {
                VStack(alignment: .leading, spacing: Theme.Space.xs) {
                    Heading(title, Theme.Text.label)
                    AppText(words, Theme.Text.body).textSelection(.enabled)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                ShareLink(item: words) {
                    Symbol.share.image.frame(width: Theme.Size.touch, height: Theme.Size.touch)
                }
                .accessibilityLabel(Text(verbatim: title))
            }
            .card()
        }
    }
}

/// The address form; the order of its fields is the country's.
struct BuyerForm: View {
    let title: String
    let fields: [FormField]

    var body: some View {
        Heading(title)
        ForEach(fields, id: \.field) { BuyerFieldView(field: $0) }
    }
}

struct BuyerFieldView: View {
    let field: FormField
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.xs) {
            AppText(field.label, Theme.Text.detail).accessibilityHidden(true)
            input
                .padding(.horizontal, Theme.Space.base)
                .frame(maxWidth: .infinity, minHeight: Theme.Size.field, alignment: .leading)
                .background(palette.surface.color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
                .overlay {
                    RoundedRectangle(cornerRadius: Theme.Radius.medium)
                        .stroke(
                            field.error.isEmpty ? palette.outline.color : palette.error.color,
                            lineWidth: field.error.isEmpty ? Theme.Stroke.hairline : Theme.Stroke.strong)
                }
                .accessibilityHint(Text(verbatim: field.error))
            AppText(field.error, Theme.Text.detail, palette.error).accessibilityHidden(true)
        }
    }

    @ViewBuilder
    private var input: some View {
        if field.options.isEmpty {
            EditField(hint: field.label, value: field.value, edit: edit)
                .textContentType(field.field.content)
                .keyboardType(field.input.keyboard)
                .textInputAutocapitalization(field.input == .email ? .never : .words)
        } else {
            ChoiceField(label: field.label, value: field.value, options: field.options, choose: edit)
        }
    }

    private func edit(_ text: String) {
        shop.send(.editBuyer(field: field.field, value: text))
    }
}

extension BuyerField {
    /// For the system's autofill.
    var content: UITextContentType {
        switch self {
        case .firstName: .givenName
        case .lastName: .familyName
        case .email: .emailAddress
        case .phoneNumber: .telephoneNumber
        case .streetAddress: .streetAddressLine1
        case .extendedAddress: .streetAddressLine2
        case .addressLocality: .addressCity
        case .addressRegion: .addressState
        case .postalCode: .postalCode
        case .addressCountry: .countryName
        }
    }
}

extension FieldInput {
    /// The keyboard for this input.
    var keyboard: UIKeyboardType {
        switch self {
        case .text, .country: .default
        case .email: .emailAddress
        case .phone: .phonePad
        }
    }
}

/// Lines, discount codes and totals.
struct OrderSummary: View {
    let screen: CheckoutScreen
    @State private var code = String()
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if screen.lines.isEmpty && screen.totals.isEmpty {
            Messages(messages: screen.disclosures)
        } else {
            VStack(alignment: .leading, spacing: Theme.Space.md) {
                FactList(facts: screen.lines)
                Messages(messages: screen.disclosures)
                ForEach(screen.codes, id: \.key) { applied in
                    HStack(spacing: Theme.Space.sm) {
                        Symbol.tag.image
                        AppText(applied.key, Theme.Text.detail)
                        if !screen.codeHint.isEmpty {
                            RoundButton(.close, applied.removeLabel, plain: true) { shop.send(.removeCode(key: applied.key)) }
                        }
                    }
                }
                if !screen.codeHint.isEmpty {
                    HStack(spacing: Theme.Space.sm) {
                        TextField(text: $code) { Text(verbatim: screen.codeHint) }
                            .typography(Theme.Text.body)
                            .autocorrectionDisabled()
                            .textInputAutocapitalization(.characters)
                            .onSubmit(add)
                        WideButton(screen.codeLabel, kind: .tonal, action: add)
                    }
                }
                ForEach(screen.holds.identified(by: \.key)) { HoldPart(hold: $0.value) }
                TotalsList(totals: screen.totals)
                AppText(screen.doorNote, Theme.Text.detail, palette.onSurfaceMuted)
                ReceiptPart(receipt: screen.receipt)
            }
            .card()
        }
    }

    private func add() {
        shop.send(.addCode(code: code))
        code = String()
    }
}

/// The state of the payment once Pay was pressed.
struct PaymentResult: View {
    let phase: CheckoutPhase
    let notice: Notice?
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(spacing: Theme.Space.md) {
            SymbolBadge(symbol: .of(phase), background: background, foreground: foreground)
            if phase == .wallet || phase == .sending || phase == .withPerson { ProgressView() }
            if let notice {
                Heading(notice.title)
                ForEach(notice.sentences.identified()) { sentence in
                    AppText(sentence.value, Theme.Text.body, palette.onSurfaceMuted).multilineTextAlignment(.center)
                }
            }
        }
        .frame(maxWidth: .infinity)
        .padding(.vertical, Theme.Space.lg)
        .accessibilityElement(children: (notice?.sentences.count ?? 0) > 1 ? .contain : .combine)
        .accessibilityAddTraits(.updatesFrequently)
    }

    private var background: RGBAColor {
        switch phase {
        case .confirmed: palette.successContainer
        case .unknown: palette.warningContainer
        default: palette.surfaceVariant
        }
    }

    private var foreground: RGBAColor {
        switch phase {
        case .confirmed: palette.onSuccessContainer
        case .unknown: palette.onWarningContainer
        default: palette.onSurfaceMuted
        }
    }
}

struct CheckoutBar: View {
    let screen: CheckoutScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @State private var showsMore = false

    var body: some View {
        if screen.phase == .buyer {
            WideButton(screen.submitLabel, isEnabled: screen.canSubmit) { shop.send(.submitBuyer) }
        }
        if screen.phase == .review {
            AppText(screen.payBlocked, Theme.Text.detail, palette.error)
            WideButton(screen.acceptLabel, kind: .tonal) { shop.send(.acceptPrice) }
        }
        if screen.continueUrl.isEmpty {
            again
            if screen.phase == .review {
                pay
            }
        } else {
            // Below the link to the browser: asking again after coming back from it.
            ExternalLink(screen.continueLabel, screen.continueUrl)
            again
        }
        WideButton(screen.doneLabel) { shop.send(.done) }
        WideButton(screen.asideLabel, kind: .tonal) { shop.send(.putAside) }
    }

    /// One button, or one for each way to pay.
    @ViewBuilder private var pay: some View {
        if screen.methods.isEmpty {
            WideButton(screen.payLabel, symbol: .wallet, isEnabled: screen.canPay) { shop.send(.pay(method: nil)) }
        }
        ForEach(screen.methods.identified(by: \.key)) { method in
            WideButton(method.label, symbol: .wallet, isEnabled: screen.canPay) { shop.send(.pay(method: method.key)) }
        }
        if showsMore {
            ForEach(screen.moreMethods.identified(by: \.key)) { method in
                WideButton(method.label, symbol: .wallet, isEnabled: screen.canPay) { shop.send(.pay(method: method.key)) }
            }
        } else {
            WideButton(screen.moreLabel, kind: .tonal) { showsMore = true }
        }
    }

    private var again: some View {
        WideButton(screen.retryLabel, kind: .tonal, symbol: .reset) { shop.send(.retry) }
    }
}
