// The show that is on the screen or below what is: what its player plays, and where the player is.
import Foundation
import Observation
import TradewindCore

/// Gives the player what the newest snapshot says, and tells the core where the player is.
@MainActor @Observable
public final class LiveShow {
    /// Whether the picture moves.
    public private(set) var isPlaying = false
    /// Whether there is a picture; else the poster is shown.
    public private(set) var hasPicture = false
    /// Whether the picture is in the system's small window.
    public private(set) var isSmall = false
    /// Whether shows are heard.
    public private(set) var hasSound = true
    /// How far a recording is, from 0 to 1; none of a show that is on.
    private var share: Double?

    /// None where this system has no player.
    @ObservationIgnored public let player: (any LivePlayer)?
    /// Whether the person wants captions in every film. It counts for the first show; then what they choose there does.
    @ObservationIgnored public var wantsCaptions = false
    /// What goes to the core as an intent, and how the show comes on the screen again.
    @ObservationIgnored var send: (Intent) -> Void = { _ in }
    @ObservationIgnored var showAgain: () -> Void = {}
    @ObservationIgnored private let shop: any ShopProtocol
    /// What the player was given.
    @ObservationIgnored private var item: PlayedItem?
    @ObservationIgnored private var captions: String?
    @ObservationIgnored private var length: UInt64?
    /// What the player was told last.
    @ObservationIgnored private var plays = false
    /// Whether it is to play once the show is on top again.
    @ObservationIgnored private var resumes = false
    @ObservationIgnored private var isOnTop = false

    init(_ shop: any ShopProtocol, player: (any LivePlayer)?) {
        self.shop = shop
        self.player = player
        player?.onReport = { [weak self] in self?.take($0) }
        player?.onSmallWindow = { [weak self] isSmall in
            if self?.isSmall != isSmall { self?.isSmall = isSmall }
        }
        player?.onRestore = { [weak self] in
            if self?.isOnTop == false { self?.showAgain() }
        }
    }

    /// Whether this phone has small windows.
    public var canShowSmallWindow: Bool { player?.canShowSmallWindow == true }

    public func play() {
        plays = true
        player?.play()
    }

    public func pause() {
        plays = false
        player?.pause()
    }

    /// To the newest picture.
    public func goToEdge() {
        player?.seekToEdge()
        play()
    }

    public func turnSound(on: Bool) {
        hasSound = on
        player?.isMuted = !on
    }

    public func showSmallWindow() {
        player?.showSmallWindow()
    }

    /// How far a recording is, for a slider: from 0 to 1.
    public var progress: Double {
        get { share ?? 0 }
        set {
            guard let length else { return }
            share = min(1, max(0, newValue))
            player?.seek(to: UInt64(min(1, max(0, newValue)) * Double(length)))
        }
    }

    /// The app is in front again: the player paused by itself when it was left.
    public func cameBack() {
        if plays, isOnTop, !isPlaying, !isSmall { player?.play() }
    }

    /// Takes in the show as it was shown last; none where there is no show on any tab. `isOnTop` says whether nothing lies over it.
    func follow(_ screen: LiveScreen?, isOnTop: Bool) {
        self.isOnTop = isOnTop
        guard let screen, let video = screen.video, let playlist = URL(string: video.playlist) else { return stop() }
        let wanted = PlayedItem(show: screen.key, playlist: video.playlist)
        if item != wanted {
            item = wanted
            resumes = true
            captions = nil
            let begin = video.begin.map { Date(timeIntervalSince1970: Double($0) / 1_000) }
            player?.load(playlist, isReplay: video.isReplay, begin: begin)
        }
        showCaptions(video)
        player?.allowSmallWindow(video.smallWindow)
        if isOnTop, resumes {
            resumes = false
            play()
        } else if !isOnTop, plays, !isSmall {
            resumes = true
            pause()
        }
    }

    /// There is no show any more.
    func stop() {
        guard item != nil else { return }
        item = nil
        captions = nil
        length = nil
        plays = false
        resumes = false
        player?.stop()
        isPlaying = false
        hasPicture = false
        isSmall = false
        share = nil
    }

    private func showCaptions(_ video: LiveVideo) {
        let shown = video.captionsShown && !video.captionsLanguage.isEmpty ? video.captionsLanguage : nil
        if shown != captions {
            captions = shown
            player?.showCaptions(in: shown)
        }
        guard wantsCaptions, !video.captionsLanguage.isEmpty else { return }
        wantsCaptions = false
        if !video.captionsShown { send(.showCaptions(shown: true)) }
    }

    /// Only what changed is set: a view is drawn again for nothing less.
    private func take(_ report: PlayerReport) {
        guard let item else { return }
        if isPlaying != report.isPlaying { isPlaying = report.isPlaying }
        if hasPicture != report.hasPicture { hasPicture = report.hasPicture }
        length = report.length
        let share = report.length.flatMap { $0 == 0 ? nil : min(1, Double(report.position) / Double($0)) }
        if self.share != share { self.share = share }
        // What the core cannot take is the same as no report: the next one comes in a quarter of a second.
        try? shop.livePosition(
            position: LivePosition(
                show: item.show, positionMs: report.position, programmeMs: report.programme, latencyMs: report.latency,
                playing: report.isPlaying, ended: report.hasEnded))
    }
}

private struct PlayedItem: Equatable {
    let show: String
    let playlist: String
}
