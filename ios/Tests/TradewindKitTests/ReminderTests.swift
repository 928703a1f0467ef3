// The reminder of a show: planned, taken back, refused; and where a tapped notification leads.
import Foundation
import Testing
import TradewindCore
import UserNotifications

@testable import TradewindKit

@MainActor @Suite(.serialized) struct Reminders {
    private let center = UNUserNotificationCenter.current()

    init() {
        center.isAllowed = true
    }

    private func reminder(isOn: Bool = true, in seconds: Double = 3_600) -> LiveReminder {
        LiveReminder(
            key: "show-2", isOn: isOn, at: Int64((Date().timeIntervalSince1970 + seconds) * 1_000), title: "Stoneware",
            body: "It begins now.", link: "https://shop.example/live/show-2", label: "", note: "")
    }

    private var planned: UNNotificationRequest? { center.pending.first { $0.identifier == "show-2" } }

    @Test func itIsPlannedOnceAndTakenBack() async throws {
        #expect(await ShowReminder.keep(reminder()))
        #expect(await ShowReminder.keep(reminder()))
        let request = try #require(planned)
        let all = center.pending.filter { $0.identifier == "show-2" }
        #expect(all.count == 1)
        #expect(request.content.title == "Stoneware" && request.content.body == "It begins now.")
        let seconds = try #require(request.trigger as? UNTimeIntervalNotificationTrigger).timeInterval
        #expect((3_590...3_600).contains(seconds))
        #expect(await ShowReminder.keep(reminder(isOn: false)))
        #expect(planned == nil)
    }

    @Test func allThatASnapshotSaysAreKept() async {
        await ShowReminder.keep(all: [reminder(), reminder(in: 7_200)])
        #expect(center.pending.filter { $0.identifier == "show-2" }.count == 1, "the newest takes the place of the one before")
        await ShowReminder.keep(all: [reminder(isOn: false)])
        #expect(planned == nil)
        await ShowReminder.keep(all: [])
    }

    @Test func whatBeganIsNotPlanned() async {
        #expect(await ShowReminder.keep(reminder()))
        #expect(await ShowReminder.keep(reminder(in: -1)))
        #expect(planned == nil)
    }

    @Test func whoAllowsNoNotificationsIsTold() async {
        center.isAllowed = false
        #expect(await !ShowReminder.keep(reminder()))
        #expect(planned == nil)
        center.isAllowed = true
    }

    @Test func aTapLeadsWhereItsLinkSays() async throws {
        let links = NotificationLinks()
        links.begin()
        #expect(center.delegate === links)
        #expect(await ShowReminder.keep(reminder()))
        let notification = UNNotification(request: try #require(planned))
        let opened = Opened()
        // The tap starts the app: there is no window yet.
        links.userNotificationCenter(
            center, didReceive: UNNotificationResponse(notification: notification), withCompletionHandler: {})
        links.follow { opened.links.append($0.absoluteString) }
        #expect(opened.links == ["https://shop.example/live/show-2"])
        links.follow { opened.links.append($0.absoluteString) }
        #expect(opened.links.count == 1, "it waits no more")
        links.userNotificationCenter(
            center, didReceive: UNNotificationResponse(notification: notification), withCompletionHandler: {})
        try await until("the next one goes there at once") { opened.links.count == 2 }
        links.userNotificationCenter(center, willPresent: notification) { opened.shown.append($0) }
        // That of a payment says something, and leads nowhere.
        let payment = UNNotificationRequest(identifier: "payment", content: UNMutableNotificationContent(), trigger: nil)
        links.userNotificationCenter(center, willPresent: UNNotification(request: payment)) { opened.shown.append($0) }
        #expect(opened.shown == [[.banner, .sound], []])
        #expect(await ShowReminder.keep(reminder(isOn: false)))
    }
}

@MainActor private final class Opened {
    var links: [String] = []
    var shown: [UNNotificationPresentationOptions] = []
}
