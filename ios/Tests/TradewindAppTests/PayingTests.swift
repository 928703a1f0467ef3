// Paying while the app is away: what is covered, when time is asked for, what is said at the end.
import BackgroundTasks
import Testing
import TradewindCore
import TradewindKit
import UserNotifications

@testable import TradewindApp

@MainActor @Suite(.serialized) struct Paying {
    private let samples = SampleSnapshots(language: .arabic)

    @Test func whatPaysIsCoveredAndWhatIsToBeShownIsNot() {
        let covered = samples.all.filter { $0.snapshot.isPaying }.map(\.name)
        #expect(covered == ["review", "in another app"])
    }

    @Test func anOpenPaymentIsLookedAfterAtOnceAndAVoucherInADay() {
        let open = samples.all.filter { $0.snapshot.isSettling }.map(\.name)
        #expect(open == ["with a code", "in another app"])
        for (name, snapshot) in samples.all {
            Settling.left(ShopStore(showing: snapshot), BackgroundRefresh())
            let wanted = snapshot.lookAgain != nil
            #expect(BGTaskScheduler.shared.pending.map(\.identifier) == (wanted ? [BackgroundRefresh.identifier] : []))
            let begins = BGTaskScheduler.shared.pending.first?.earliestBeginDate
            #expect((begins == nil) == (!wanted || open.contains(name)), "\(name)")
            if let begins { #expect(abs(begins.timeIntervalSinceNow - 86_400) < 60) }
            Settling.cameBack(BackgroundRefresh())
            #expect(BGTaskScheduler.shared.pending.isEmpty)
        }
    }

    @Test func whatDoesNotSettleInItsTimeIsTriedAgain() async {
        // A store without a core settles nothing.
        await Settling.work(ShopStore(showing: samples.inAnotherApp), BackgroundRefresh(), limit: .milliseconds(10))
        #expect(BGTaskScheduler.shared.pending.count == 1 && UNUserNotificationCenter.current().delivered.isEmpty)
        Settling.cameBack(BackgroundRefresh())
    }

    @Test func whatHappenedIsSaidOnceAlsoWhereNotAllIsSettled() async throws {
        guard case .checkout(let content) = samples.confirmed.screen else {
            Issue.record("a checkout is shown")
            return
        }
        let news = try #require(content.notice)
        let store = ShopStore(showing: samples.snapshot(.cart, "", samples.inAnotherApp.screen, news: news))
        Settling.cameBack(BackgroundRefresh())
        await Settling.work(store, BackgroundRefresh(), limit: .milliseconds(10))
        #expect(UNUserNotificationCenter.current().delivered.count == 1)
        // The person has wiped it away: the core has the same news still, and it is not said again.
        PaymentNotification.clear()
        await Settling.work(store, BackgroundRefresh(), limit: .milliseconds(10))
        #expect(UNUserNotificationCenter.current().delivered.isEmpty)
        // After the app was in front it would be of something else.
        Settling.cameBack(BackgroundRefresh())
        await Settling.work(store, BackgroundRefresh(), limit: .milliseconds(10))
        #expect(UNUserNotificationCenter.current().delivered.count == 1)
        Settling.cameBack(BackgroundRefresh())
    }

    @Test func theNotificationSaysWhatTheCoreSays() async throws {
        guard case .checkout(let content) = samples.confirmed.screen else {
            Issue.record("a checkout is shown")
            return
        }
        let notice = try #require(content.notice)
        await PaymentNotification.show(notice)
        let shown = try #require(UNUserNotificationCenter.current().delivered.first)
        #expect(shown.content.title == notice.title && shown.content.body == notice.body)
        Settling.cameBack(BackgroundRefresh())
        #expect(UNUserNotificationCenter.current().delivered.isEmpty)
    }

    @Test func theLastButtonStopsAPaymentOrGivesUpAVoucher() {
        #expect(samples.paymentCode.stopping == .stopPayment && samples.paymentApp.stopping == .stopPayment)
        #expect(samples.voucher.stopping == .giveUpVoucher(key: samples.voucher.key))
        #expect(
            [HandOffKind.code, .prompt, .voucher, .link, .surface, .page].map { $0.leavesTimeToAsk } == [
                true, true, true, false, false, false,
            ])
    }
}
