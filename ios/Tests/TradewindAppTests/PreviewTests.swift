// Previews: each one is built, and the samples behind them show every screen in both directions of writing.
import SwiftUI
import Testing
import TradewindCore
import TradewindKit

@testable import TradewindApp

@MainActor @Suite struct Previews {
    @Test func everyPreviewIsBuilt() {
        _ = (HomePreviews.previews, OfflineHomePreviews.previews, ResultsPreviews.previews, ProductPreviews.previews)
        _ = (ModelPreviews.previews, CartPreviews.previews, EmptyCartPreviews.previews, BuyerPreviews.previews)
        _ = (ReviewPreviews.previews, ConfirmedPreviews.previews, OrdersPreviews.previews, OrderPreviews.previews)
        _ = (LivePreviews.previews, ShowToComePreviews.previews, RecordingPreviews.previews, ReportedShowPreviews.previews)
        _ = (CodePreviews.previews, OtherAppPreviews.previews, VoucherPreviews.previews)
        _ = (SettingsPreviews.previews, WalletSheetPreviews.previews, ProposalPreviews.previews)
        #expect(PreviewVariant.all.count == 4 && Set(PreviewVariant.all.map(\.name)).count == 4)
    }

    @Test(arguments: PreviewVariant.all) func aStoreWithoutACoreShowsEachSample(_ variant: PreviewVariant) throws {
        for (name, sample) in variant.samples.all {
            let store = ShopStore(showing: sample)
            let navigation = store.navigation
            let path = navigation.path(of: navigation.tab)
            #expect(path.count == (sample.canGoBack ? 1 : 0), "\(name)")
            let page = path.last.flatMap { navigation.page($0, in: navigation.tab) } ?? navigation.root(of: navigation.tab)
            let top = try #require(page)
            #expect(top.snapshot == sample && navigation.isTop(top), "\(name)")
            _ = variant.app(showing: sample)
            // It has no core: nothing is sent, and nothing is a fault.
            store.send(.retry)
            #expect(store.fault == nil && store.snapshot == sample)
        }
    }

    @Test(arguments: SampleSnapshots.Language.allCases) func samplesShowEveryScreen(_ language: SampleSnapshots.Language) {
        let samples = SampleSnapshots(language: language).all
        let screens = Set(samples.compactMap { Mirror(reflecting: $0.snapshot.screen).children.first?.label })
        #expect(
            screens == [
                "home", "results", "product", "preview", "live", "proposal", "cart", "checkout", "orders", "order", "settings",
            ])
        for (name, sample) in samples {
            #expect(sample.direction == (language == .arabic ? .rtl : .ltr), "\(name)")
            let arabic = sample.title.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) }
            #expect(arabic == (language == .arabic), "\(name): \(sample.title)")
        }
    }
}
