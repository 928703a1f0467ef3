// Port: the player of shows, as the system has it: its dates, its captions, its small window.
#if canImport(AVKit) && !os(macOS)
import AVFoundation
import AVKit
import Foundation

/// Nothing is downloaded or kept before a show is opened: the system's player is made then, and let go with the show.
@MainActor
public final class SystemPlayer: LivePlayer {
    public var onReport: (PlayerReport) -> Void = { _ in }
    public var onSmallWindow: (Bool) -> Void = { _ in }
    public var onRestore: () -> Void = {}

    /// Where the picture is drawn; `PlayerLayerView` has it in a window.
    let layer = AVPlayerLayer()
    private var player: AVPlayer?
    private var asked: (playlist: URL, isReplay: Bool)?
    /// The language of the captions that are shown.
    private var captions: String?
    private var smallWindow: SmallWindow?
    private var ticks: Any?
    private var observers: [any NSObjectProtocol] = []
    private var preparing: Task<Void, Never>?
    private var choosing: Task<Void, Never>?
    /// Counts the playlists: what is told of an earlier one is dropped.
    private var round = 0
    /// Whether it is not yet where it is to begin: `play` waits for that.
    private var isPreparing = false
    private var plays = false
    /// Whether it played to the end of the item, and was not sought back since.
    private var hasEnded = false

    /// How often it tells where it is while it plays.
    private static let pace = CMTime(seconds: 0.25, preferredTimescale: 1_000)
    /// How often an item is asked whether it can be played.
    private static let look = Duration.milliseconds(50)
    /// What is as good as the end of a recording, in seconds.
    private static let nearEnd = 0.25

    public init() {}

    public var isMuted = false {
        didSet { player?.isMuted = isMuted }
    }

    public var canShowSmallWindow: Bool { AVPictureInPictureController.isPictureInPictureSupported() }

    public func load(_ playlist: URL, isReplay: Bool, begin: Date?) {
        let player = opened()
        let item = AVPlayerItem(url: playlist)
        // After a stall it goes on as far behind the newest picture as before, and not further and further behind.
        item.automaticallyPreservesTimeOffsetFromLive = !isReplay
        asked = (playlist, isReplay)
        player.replaceCurrentItem(with: item)
        listen(to: item, of: player)
        round += 1
        hasEnded = false
        isPreparing = true
        preparing?.cancel()
        preparing = Task { [weak self] in
            // The status has no notification, and observing it needs Objective-C: it is asked for until it is known.
            while item.status == .unknown {
                try? await Task.sleep(for: Self.look)
                if Task.isCancelled { return }
            }
            self?.prepared(item, begin: begin)
        }
        choose(captions, of: item)
        report()
    }

    public func play() {
        plays = true
        guard let player, let asked, let item = player.currentItem, !isPreparing else { return }
        if item.status == .failed { return load(asked.playlist, isReplay: asked.isReplay, begin: nil) }
        let isAtEnd = item.duration.isNumeric && player.currentTime().seconds >= item.duration.seconds - Self.nearEnd
        if asked.isReplay && isAtEnd { seek(to: 0) }
        player.play()
    }

    public func pause() {
        plays = false
        player?.pause()
    }

    public func seek(to position: UInt64) {
        seek(to: CMTime(seconds: Double(position) / 1_000, preferredTimescale: 1_000))
    }

    public func seekToEdge() {
        // AVPlayer takes this as the newest picture that it can show without a stall.
        seek(to: .positiveInfinity)
    }

    public func showCaptions(in language: String?) {
        captions = language
        if let item = player?.currentItem { choose(language, of: item) }
    }

    public func allowSmallWindow(_ isAllowed: Bool) {
        if isAllowed, smallWindow == nil, layer.player != nil {
            smallWindow = SmallWindow(layer)
            smallWindow?.onChange = { [weak self] in self?.onSmallWindow($0) }
            smallWindow?.onRestore = { [weak self] in self?.onRestore() }
        }
        smallWindow?.controller.canStartPictureInPictureAutomaticallyFromInline = isAllowed
    }

    public func showSmallWindow() {
        smallWindow?.controller.startPictureInPicture()
    }

    public func stop() {
        preparing?.cancel()
        choosing?.cancel()
        for observer in observers { NotificationCenter.default.removeObserver(observer) }
        observers = []
        if let ticks { player?.removeTimeObserver(ticks) }
        ticks = nil
        smallWindow?.controller.stopPictureInPicture()
        smallWindow = nil
        player?.pause()
        player?.replaceCurrentItem(with: nil)
        layer.player = nil
        player = nil
        asked = nil
        captions = nil
        isPreparing = false
        plays = false
        onSmallWindow(false)
    }

    private func opened() -> AVPlayer {
        if let player { return player }
        let player = AVPlayer(playerItem: nil)
        // The core says which captions are shown.
        player.appliesMediaSelectionCriteriaAutomatically = false
        player.audiovisualBackgroundPlaybackPolicy = .pauses
        player.isMuted = isMuted
        // The small window needs it. It also is heard where the switch on the phone's side is set to silent, as any film is.
        try? AVAudioSession.sharedInstance().setCategory(.playback, mode: .moviePlayback)
        layer.player = player
        // Nothing of the picture is cut off.
        layer.videoGravity = .resizeAspect
        // It is also called when the time jumps, and when playing begins or ends.
        ticks = player.addPeriodicTimeObserver(forInterval: Self.pace, queue: .main) { [weak self] _ in
            Task { @MainActor in self?.report() }
        }
        self.player = player
        return player
    }

    private func listen(to item: AVPlayerItem, of player: AVPlayer) {
        let center = NotificationCenter.default
        for observer in observers { center.removeObserver(observer) }
        let heard: [(name: Notification.Name, of: AnyObject)] = [
            (AVPlayer.rateDidChangeNotification, player), (AVPlayerItem.playbackStalledNotification, item),
            (AVPlayerItem.timeJumpedNotification, item), (AVPlayerItem.didPlayToEndTimeNotification, item),
        ]
        observers = heard.map { one in
            let isEnd = one.name == AVPlayerItem.didPlayToEndTimeNotification
            return center.addObserver(forName: one.name, object: one.of, queue: nil) { [weak self] _ in
                Task { @MainActor in
                    if isEnd { self?.hasEnded = true }
                    self?.report()
                }
            }
        }
    }

    /// The item can be played, or never will.
    private func prepared(_ item: AVPlayerItem, begin: Date?) {
        guard let player, player.currentItem === item else { return }
        // As far behind the newest picture as the playlist wants it; a recording has no such distance.
        let offset = item.recommendedTimeOffsetFromLive
        if offset.isNumeric { item.configuredTimeOffsetFromLive = offset }
        let round = round
        guard let begin, item.status == .readyToPlay else { return begun(round) }
        player.seek(to: begin) { [weak self] _ in
            Task { @MainActor in self?.begun(round) }
        }
    }

    private func begun(_ round: Int) {
        guard round == self.round, isPreparing else { return }
        isPreparing = false
        if plays { player?.play() }
        report()
    }

    private func seek(to time: CMTime) {
        hasEnded = false
        player?.seek(to: time) { [weak self] _ in
            Task { @MainActor in self?.report() }
        }
    }

    private func choose(_ language: String?, of item: AVPlayerItem) {
        choosing?.cancel()
        choosing = Task {
            guard let group = try? await item.asset.loadMediaSelectionGroup(for: .legible), !Task.isCancelled else { return }
            let options = language.map {
                AVMediaSelectionGroup.mediaSelectionOptions(
                    from: group.options, filteredAndSortedAccordingToPreferredLanguages: [$0])
            }
            item.select(options?.first, in: group)
        }
    }

    private func report() {
        guard let player, let item = player.currentItem else { return }
        // The date is that of the picture that is shown. What an external screen adds nobody says: the latency is 0.
        onReport(
            PlayerReport(
                position: milliseconds(player.currentTime()), programme: item.currentDate().flatMap { milliseconds($0) },
                latency: 0, isPlaying: player.timeControlStatus == .playing, hasPicture: layer.isReadyForDisplay,
                length: item.duration.isNumeric ? milliseconds(item.duration) : nil, hasEnded: hasEnded))
    }

    private func milliseconds(_ time: CMTime) -> UInt64 {
        time.isNumeric ? UInt64(exactly: max(0, (time.seconds * 1_000).rounded(.down))) ?? 0 : 0
    }

    /// Dates stand in a playlist, which comes from outside: one that is no number of milliseconds counts as none.
    private func milliseconds(_ date: Date) -> Int64? {
        Int64(exactly: (date.timeIntervalSince1970 * 1_000).rounded())
    }
}

/// The system's small window and its delegate.
@MainActor
private final class SmallWindow: NSObject, AVPictureInPictureControllerDelegate {
    let controller: AVPictureInPictureController
    var onChange: (Bool) -> Void = { _ in }
    var onRestore: () -> Void = {}

    init?(_ layer: AVPlayerLayer) {
        guard AVPictureInPictureController.isPictureInPictureSupported(),
            let controller = AVPictureInPictureController(playerLayer: layer)
        else { return nil }
        self.controller = controller
        super.init()
        controller.delegate = self
    }

    // AVKit calls these on the main thread.

    nonisolated func pictureInPictureControllerWillStartPictureInPicture(_ controller: AVPictureInPictureController) {
        MainActor.assumeIsolated { onChange(true) }
    }

    nonisolated func pictureInPictureControllerDidStopPictureInPicture(_ controller: AVPictureInPictureController) {
        MainActor.assumeIsolated { onChange(false) }
    }

    nonisolated func pictureInPictureController(
        _ controller: AVPictureInPictureController, failedToStartPictureInPictureWithError error: any Error
    ) {
        MainActor.assumeIsolated { onChange(false) }
    }

    nonisolated func pictureInPictureController(
        _ controller: AVPictureInPictureController,
        restoreUserInterfaceForPictureInPictureStopWithCompletionHandler completionHandler: @escaping (Bool) -> Void
    ) {
        MainActor.assumeIsolated { onRestore() }
        completionHandler(true)
    }
}
#endif
