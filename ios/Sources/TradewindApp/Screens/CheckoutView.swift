// The checkout, in all its phases: the form, the review, the wallet, the waiting, and how it ended.
import SwiftUI
import TradewindCore
import TradewindKit

struct CheckoutView: View {
    let screen: CheckoutScreen
    @Environment(ShopStore.self) private var shop

    var body: some View {
        switch screen.phase {
        case .buyer, .review: NoticeView(notice: screen.notice)
        case .wallet, .sending, .unknown, .confirmed, .ended: Outcome(phase: screen.phase, notice: screen.notice)
        }
        Contact(title: screen.contactTitle, words: screen.contact)
        switch screen.phase {
        case .buyer:
            BuyerForm(title: screen.buyerTitle, fields: screen.fields)
        case .review:
            buyer
            delivery
            if screen.lines.isEmpty && screen.loading { Bones() }
            Summary(screen: screen)
        case .wallet, .sending, .unknown, .confirmed, .ended:
            Summary(screen: screen)
        }
        Messages(messages: screen.remarks)
        ForEach(screen.links, id: \.url) { Outside($0.title, $0.url) }
    }

    @ViewBuilder
    private var buyer: some View {
        if !screen.buyerSummary.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.hair) {
                Heading(screen.buyerTitle, Theme.Text.label)
                ForEach(screen.buyerSummary.indices, id: \.self) { Words(screen.buyerSummary[$0], Theme.Text.body) }
                WideButton(screen.changeLabel, kind: .text) { shop.dispatch(.changeBuyer) }
            }
            .sheeted()
        }
    }

    @ViewBuilder
    private var delivery: some View {
        if !screen.delivery.isEmpty {
            VStack(alignment: .leading, spacing: Theme.Space.tiny) {
                Heading(screen.deliveryTitle, Theme.Text.label)
                ForEach(screen.parcels.indices, id: \.self) { parcel(screen.parcels[$0]) }
            }
            .sheeted()
        }
    }

    /// One of these is chosen; under its parcel's name, where there are several.
    private func parcel(_ all: [DeliveryRow]) -> some View {
        VStack(alignment: .leading, spacing: Theme.Space.tiny) {
            Heading(all.first?.parcel ?? .init(), Theme.Text.detail)
            ForEach(all, id: \.key) { one in
                ChoiceRow(selected: one.selected, spoken: one.accessibility, title: one.title, note: one.description, value: one.price) {
                    shop.dispatch(.chooseDelivery(key: one.key))
                }
            }
        }
        .accessibilityElement(children: .contain)
    }
}

/// What the merchant says, in its order.
struct Messages: View {
    let messages: [MessageRow]

    var body: some View {
        ForEach(messages.indices, id: \.self) { MessageView(message: messages[$0]) }
    }
}

/// What to tell the shop: to be marked and copied, or handed on.
struct Contact: View {
    let title: String
    let words: String

    var body: some View {
        if !words.isEmpty {
            HStack(alignment: .top, spacing: Theme.Space.snug) {
                VStack(alignment: .leading, spacing: Theme.Space.tiny) {
                    Heading(title, Theme.Text.label)
                    Words(words, Theme.Text.body).textSelection(.enabled)
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                ShareLink(item: words) {
                    Sign.share.image.frame(width: Theme.Size.touch, height: Theme.Size.touch)
                }
                .accessibilityLabel(Text(verbatim: title))
            }
            .sheeted()
        }
    }
}

/// The form, in the order of the country.
struct BuyerForm: View {
    let title: String
    let fields: [FormField]

    var body: some View {
        Heading(title)
        ForEach(fields, id: \.field) { BuyerLine(field: $0) }
    }
}

struct BuyerLine: View {
    let field: FormField
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(alignment: .leading, spacing: Theme.Space.tiny) {
            Words(field.label, Theme.Text.detail).accessibilityHidden(true)
            input
                .padding(.horizontal, Theme.Space.base)
                .frame(maxWidth: .infinity, minHeight: Theme.Size.field, alignment: .leading)
                .background(palette.surface.color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
                .overlay {
                    RoundedRectangle(cornerRadius: Theme.Radius.medium)
                        .stroke(
                            field.error.isEmpty ? palette.outline.color : palette.error.color,
                            lineWidth: field.error.isEmpty ? Theme.Stroke.hair : Theme.Stroke.strong)
                }
                .accessibilityHint(Text(verbatim: field.error))
            Words(field.error, Theme.Text.detail, palette.error).accessibilityHidden(true)
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
        shop.dispatch(.editBuyer(field: field.field, value: text))
    }
}

extension BuyerField {
    /// What the system fills in by itself.
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
    /// Which keyboard suits.
    var keyboard: UIKeyboardType {
        switch self {
        case .text, .country: .default
        case .email: .emailAddress
        case .phone: .phonePad
        }
    }
}

/// What is bought, its codes, its totals.
struct Summary: View {
    let screen: CheckoutScreen
    @State private var code = String()
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette

    var body: some View {
        if screen.lines.isEmpty && screen.totals.isEmpty {
            Messages(messages: screen.disclosures)
        } else {
            VStack(alignment: .leading, spacing: Theme.Space.snug) {
                Facts(facts: screen.lines)
                Messages(messages: screen.disclosures)
                ForEach(screen.codes, id: \.key) { one in
                    HStack(spacing: Theme.Space.small) {
                        Sign.tag.image
                        Words(one.key, Theme.Text.detail)
                        if !screen.codeHint.isEmpty {
                            RoundButton(.close, one.removeLabel, plain: true) { shop.dispatch(.removeCode(key: one.key)) }
                        }
                    }
                }
                if !screen.codeHint.isEmpty {
                    HStack(spacing: Theme.Space.small) {
                        TextField(text: $code) { Text(verbatim: screen.codeHint) }
                            .letters(Theme.Text.body)
                            .autocorrectionDisabled()
                            .textInputAutocapitalization(.characters)
                            .onSubmit(add)
                        WideButton(screen.codeLabel, kind: .tonal, act: add)
                    }
                }
                Totals(totals: screen.totals)
            }
            .sheeted()
        }
    }

    private func add() {
        shop.dispatch(.addCode(code: code))
        code = String()
    }
}

/// How it stands once Pay was pressed.
struct Outcome: View {
    let phase: CheckoutPhase
    let notice: Notice?
    @Environment(\.palette) private var palette

    var body: some View {
        VStack(spacing: Theme.Space.snug) {
            Emblem(sign: .of(phase), ground: ground, ink: ink)
            if phase == .wallet || phase == .sending { ProgressView() }
            if let notice {
                Heading(notice.title)
                ForEach(notice.sentences.indices, id: \.self) { at in
                    Words(notice.sentences[at], Theme.Text.body, palette.onSurfaceMuted).multilineTextAlignment(.center)
                }
            }
        }
        .frame(maxWidth: .infinity)
        .padding(.vertical, Theme.Space.roomy)
        .accessibilityElement(children: (notice?.sentences.count ?? 0) > 1 ? .contain : .combine)
        .accessibilityAddTraits(.updatesFrequently)
    }

    private var ground: Tint {
        switch phase {
        case .confirmed: palette.successContainer
        case .unknown: palette.warningContainer
        default: palette.surfaceVariant
        }
    }

    private var ink: Tint {
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

    var body: some View {
        if screen.phase == .buyer {
            WideButton(screen.submitLabel, works: screen.canSubmit) { shop.dispatch(.submitBuyer) }
        }
        if screen.phase == .review {
            Words(screen.payBlocked, Theme.Text.detail, palette.error)
            WideButton(screen.acceptLabel, kind: .tonal) { shop.dispatch(.acceptPrice) }
        }
        if screen.continueUrl.isEmpty {
            again
            if screen.phase == .review {
                WideButton(screen.payLabel, sign: .wallet, works: screen.canPay) { shop.dispatch(.pay) }
            }
        } else {
            // The way back from a browser stands below the way there.
            Outside(screen.continueLabel, screen.continueUrl)
            again
        }
        WideButton(screen.doneLabel) { shop.dispatch(.done) }
        WideButton(screen.asideLabel, kind: .tonal) { shop.dispatch(.putAside) }
    }

    private var again: some View {
        WideButton(screen.retryLabel, kind: .tonal, sign: .reset) { shop.dispatch(.retry) }
    }
}
