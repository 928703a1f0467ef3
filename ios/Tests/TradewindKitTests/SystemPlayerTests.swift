// The system's player: what it is told of a show, and what it tells; its captions; its small window.
import AVFoundation
import AVKit
import Foundation
import Testing

@testable import TradewindKit

@MainActor @Suite(.serialized) struct SystemPlayers {
    private let player = SystemPlayer()
    private let told = Told()
    private let playlist = URL(fileURLWithPath: "/show.m3u8")

    init() {
        AVPictureInPictureController.isSupported = true
        player.onReport = { [told] in told.reports.append($0) }
        player.onSmallWindow = { [told] in told.small.append($0) }
        player.onRestore = { [told] in told.restored += 1 }
    }

    /// The system's player and its item.
    private func load(isReplay: Bool = false, begin: Date? = nil) throws -> (AVPlayer, AVPlayerItem) {
        player.load(playlist, isReplay: isReplay, begin: begin)
        let system = try #require(AVPlayer.latest)
        return (system, try #require(system.currentItem))
    }

    @Test func itPlaysOnceItCanAndTellsWhereItIs() async throws {
        let (system, item) = try load()
        #expect(system.interval == 0.25 && !system.appliesMediaSelectionCriteriaAutomatically)
        #expect(system.audiovisualBackgroundPlaybackPolicy == .pauses && item.automaticallyPreservesTimeOffsetFromLive)
        #expect(AVAudioSession.sharedInstance().category == .playback && player.layer.videoGravity == .resizeAspect)
        #expect(told.reports.last == PlayerReport(position: 0, programme: nil, isPlaying: false, hasPicture: false))
        player.play()
        #expect(system.timeControlStatus == .paused, "not before it can be played")
        item.recommendedTimeOffsetFromLive = CMTime(seconds: 6, preferredTimescale: 1)
        item.status = .readyToPlay
        try await until("it plays") { system.timeControlStatus == .playing }
        #expect(item.configuredTimeOffsetFromLive.seconds == 6 && system.soughtDates.isEmpty)
        item.date = Date(timeIntervalSince1970: 1_796_058_041.1)
        player.layer.isReadyForDisplay = true
        system.move(to: 12.5)
        let there = PlayerReport(position: 12_500, programme: 1_796_058_041_100, isPlaying: true)
        try await until("it is told") { told.reports.last == there }
        system.change(.waitingToPlayAtSpecifiedRate)
        try await until("a stall is told") { told.reports.last?.isPlaying == false }
        player.seekToEdge()
        player.seek(to: 9_000)
        #expect(system.soughtTimes.map(\.seconds) == [.infinity, 9])
        try await until("a seek is told") { told.reports.last?.position == 9_000 }
        player.stop()
        let count = told.reports.count
        system.move(to: 13)
        system.change(.playing)
        try await Task.sleep(for: .milliseconds(20))
        #expect(system.currentItem == nil && player.layer.player == nil && told.reports.count == count)
    }

    @Test func itBeginsAtADateOnce() async throws {
        let date = Date(timeIntervalSince1970: 1_796_058_041)
        let (system, item) = try load(isReplay: true, begin: date)
        #expect(!item.automaticallyPreservesTimeOffsetFromLive)
        player.play()
        item.duration = CMTime(seconds: 120, preferredTimescale: 1)
        item.status = .readyToPlay
        try await until("it plays") { system.timeControlStatus == .playing }
        #expect(system.soughtDates == [date] && item.configuredTimeOffsetFromLive == .zero)
        try await until("the length is told") { told.reports.last?.length == 120_000 }
        // At its end it begins anew when it is played again.
        system.move(to: 120)
        player.pause()
        player.play()
        #expect(system.soughtTimes == [.zero] && system.soughtDates.count == 1)
        // A date from outside that is no number of milliseconds is none.
        item.date = Date(timeIntervalSince1970: 1e30)
        system.move(to: 1)
        try await until("it is told without a date") { told.reports.last?.position == 1_000 && told.reports.last?.programme == nil }
        player.stop()
    }

    @Test func whatFailedIsLoadedAnewWhenItIsPlayed() async throws {
        let (system, item) = try load()
        item.status = .failed
        let count = told.reports.count
        try await until("it is told that it does not play") { told.reports.count > count }
        player.play()
        let again = try #require(system.currentItem)
        #expect(again !== item && system.timeControlStatus == .paused)
        again.status = .readyToPlay
        try await until("it plays") { system.timeControlStatus == .playing }
        player.stop()
    }

    @Test func captionsAreThoseOfTheLanguageAndStayWithTheNextItem() async throws {
        let (_, item) = try load()
        player.showCaptions(in: "ar")
        try await until("they are chosen") { item.selected?.extendedLanguageTag == "ar" }
        player.showCaptions(in: nil)
        try await until("they are gone") { item.selected == nil }
        player.showCaptions(in: "xx")
        let before = item.selections
        try await until("there are none of that language") { item.selections > before && item.selected == nil }
        player.showCaptions(in: "en")
        let (_, next) = try load()
        try await until("the next item has them too") { next.selected?.extendedLanguageTag == "en" }
        player.stop()
    }

    @Test func theSmallWindowIsToldOfAndLeadsBack() throws {
        #expect(player.canShowSmallWindow)
        player.allowSmallWindow(true)
        player.showSmallWindow()
        #expect(told.small.isEmpty, "there is no picture yet")
        _ = try load()
        player.allowSmallWindow(true)
        let window = try #require(AVPictureInPictureController.latest)
        #expect(window.canStartPictureInPictureAutomaticallyFromInline)
        player.showSmallWindow()
        #expect(told.small == [true])
        #expect(window.restore() && told.restored == 1 && told.small == [true, false])
        player.allowSmallWindow(false)
        #expect(!window.canStartPictureInPictureAutomaticallyFromInline)
        player.stop()
        #expect(told.small.last == false)
        AVPictureInPictureController.isSupported = false
        #expect(!player.canShowSmallWindow)
        AVPictureInPictureController.isSupported = true
    }
}

@MainActor private final class Told {
    var reports: [PlayerReport] = []
    var small: [Bool] = []
    var restored = 0
}
