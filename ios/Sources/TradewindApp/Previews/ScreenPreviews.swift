// Previews of every screen: English and Arabic, light and dark. Not in what ships: release builds leave this file empty.
#if DEBUG
import SwiftUI
import TradewindCore
import TradewindKit

/// How a preview is shown.
struct PreviewVariant: Identifiable, Hashable, Sendable {
    let language: SampleSnapshots.Language
    let colorScheme: ColorScheme

    static let all = SampleSnapshots.Language.allCases.flatMap { language in
        ColorScheme.allCases.map { PreviewVariant(language: language, colorScheme: $0) }
    }

    var id: Self { self }
    var name: String { "\(language) \(colorScheme)" }
    var samples: SampleSnapshots { SampleSnapshots(language: language) }

    /// The whole app at one snapshot.
    @MainActor func app(showing snapshot: Snapshot) -> some View {
        framed(ShopView().environment(ShopStore(showing: snapshot)))
    }

    @MainActor func framed(_ content: some View) -> some View {
        content
            .environment(\.palette, colorScheme == .dark ? Theme.dark : Theme.light)
            .preferredColorScheme(colorScheme)
            .previewDisplayName(name)
    }
}

/// One preview of the app for each variant.
@MainActor private func variants(_ sample: KeyPath<SampleSnapshots, Snapshot>) -> some View {
    ForEach(PreviewVariant.all) { $0.app(showing: $0.samples[keyPath: sample]) }
}

struct HomePreviews: PreviewProvider {
    static var previews: some View { variants(\.home) }
}

struct OfflineHomePreviews: PreviewProvider {
    static var previews: some View { variants(\.offline) }
}

struct ResultsPreviews: PreviewProvider {
    static var previews: some View { variants(\.results) }
}

struct ProductPreviews: PreviewProvider {
    static var previews: some View { variants(\.product) }
}

struct ModelPreviews: PreviewProvider {
    static var previews: some View { variants(\.preview) }
}

struct LivePreviews: PreviewProvider {
    static var previews: some View { variants(\.live) }
}

struct ShowToComePreviews: PreviewProvider {
    static var previews: some View { variants(\.showToCome) }
}

struct RecordingPreviews: PreviewProvider {
    static var previews: some View { variants(\.recording) }
}

struct ReportedShowPreviews: PreviewProvider {
    static var previews: some View { variants(\.reported) }
}

struct ProposalPreviews: PreviewProvider {
    static var previews: some View { variants(\.proposal) }
}

struct CartPreviews: PreviewProvider {
    static var previews: some View { variants(\.cart) }
}

struct EmptyCartPreviews: PreviewProvider {
    static var previews: some View { variants(\.emptyCart) }
}

struct BuyerPreviews: PreviewProvider {
    static var previews: some View { variants(\.buyer) }
}

struct ReviewPreviews: PreviewProvider {
    static var previews: some View { variants(\.review) }
}

struct ConfirmedPreviews: PreviewProvider {
    static var previews: some View { variants(\.confirmed) }
}

struct CodePreviews: PreviewProvider {
    static var previews: some View { variants(\.withCode) }
}

struct OtherAppPreviews: PreviewProvider {
    static var previews: some View { variants(\.inAnotherApp) }
}

struct VoucherPreviews: PreviewProvider {
    static var previews: some View { variants(\.withVoucher) }
}

struct OrdersPreviews: PreviewProvider {
    static var previews: some View { variants(\.orders) }
}

struct OrderPreviews: PreviewProvider {
    static var previews: some View { variants(\.order) }
}

struct SettingsPreviews: PreviewProvider {
    static var previews: some View { variants(\.settings) }
}

struct WalletSheetPreviews: PreviewProvider {
    static var previews: some View {
        ForEach(PreviewVariant.all) { variant in
            variant.framed(
                WalletSheet(request: variant.samples.walletRequest).environment(ShopStore(showing: variant.samples.review)))
        }
    }
}
#endif
