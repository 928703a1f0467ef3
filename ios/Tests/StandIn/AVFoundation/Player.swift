// The stand-in's player of films, by Apple's signatures. It plays nothing, and records what it was told; tests say what it would.
import Foundation

/// A time on a player's scale.
public struct CMTime: Sendable, Equatable {
    public var seconds: Double

    public init(seconds: Double, preferredTimescale: Int32) {
        self.seconds = seconds
    }

    public static let zero = CMTime(seconds: 0, preferredTimescale: 1)
    public static let positiveInfinity = CMTime(seconds: .infinity, preferredTimescale: 1)
    public static let indefinite = CMTime(seconds: .nan, preferredTimescale: 1)
    public static let invalid = indefinite

    public var isNumeric: Bool { seconds.isFinite }
}

@MainActor open class AVPlayer: NSObject {
    public enum TimeControlStatus: Int, Sendable { case paused, waitingToPlayAtSpecifiedRate, playing }

    public static let rateDidChangeNotification = Notification.Name("AVPlayerRateDidChangeNotification")

    public private(set) var currentItem: AVPlayerItem?
    public private(set) var timeControlStatus = TimeControlStatus.paused
    public var isMuted = false
    public var appliesMediaSelectionCriteriaAutomatically = true
    public var audiovisualBackgroundPlaybackPolicy = AVPlayerAudiovisualBackgroundPlaybackPolicy.automatic
    private var time = CMTime.zero
    private var ticks: [(token: NSObject, block: @Sendable (CMTime) -> Void)] = []
    /// For tests: where it was sent, and how often it is asked to tell where it is, in seconds.
    public private(set) var soughtTimes: [CMTime] = []
    public private(set) var soughtDates: [Date] = []
    public private(set) var interval: Double?
    /// For tests: the player that was made last.
    public private(set) static weak var latest: AVPlayer?

    public init(playerItem item: AVPlayerItem?) {
        currentItem = item
        super.init()
        Self.latest = self
    }

    public func replaceCurrentItem(with item: AVPlayerItem?) {
        currentItem = item
        if item == nil { timeControlStatus = .paused }
    }

    public func currentTime() -> CMTime { time }

    public func play() {
        change(currentItem == nil ? .paused : .playing)
    }

    public func pause() {
        change(.paused)
    }

    public func seek(to time: CMTime, completionHandler: @escaping @Sendable (Bool) -> Void) {
        soughtTimes.append(time)
        if time.isNumeric { self.time = time }
        completionHandler(true)
    }

    public func seek(to date: Date, completionHandler: @escaping @Sendable (Bool) -> Void) {
        soughtDates.append(date)
        completionHandler(true)
    }

    public func addPeriodicTimeObserver(
        forInterval interval: CMTime, queue: DispatchQueue?, using block: @escaping @Sendable (CMTime) -> Void
    ) -> Any {
        let token = NSObject()
        self.interval = interval.seconds
        ticks.append((token, block))
        return token
    }

    public func removeTimeObserver(_ observer: Any) {
        ticks.removeAll { $0.token === (observer as? NSObject) }
    }

    /// For tests: the picture is at another time.
    public func move(to seconds: Double) {
        time = CMTime(seconds: seconds, preferredTimescale: 1_000)
        for tick in ticks { tick.block(time) }
    }

    /// For tests: it waits for data, or goes on.
    public func change(_ status: TimeControlStatus) {
        timeControlStatus = status
        NotificationCenter.default.post(name: Self.rateDidChangeNotification, object: self)
    }
}

public enum AVPlayerAudiovisualBackgroundPlaybackPolicy: Int, Sendable {
    case automatic = 1
    case pauses, continuesIfPossible
}

@MainActor open class AVPlayerItem: NSObject {
    public enum Status: Int, Sendable { case unknown, readyToPlay, failed }

    public static let playbackStalledNotification = Notification.Name("AVPlayerItemPlaybackStalledNotification")
    public static let didPlayToEndTimeNotification = Notification.Name("AVPlayerItemDidPlayToEndTimeNotification")
    public static let timeJumpedNotification = Notification.Name("AVPlayerItemTimeJumpedNotification")

    public let asset: AVAsset
    public var automaticallyPreservesTimeOffsetFromLive = false
    public var configuredTimeOffsetFromLive = CMTime.zero
    /// For tests: what the system says of the item.
    public var status = Status.unknown
    public var duration = CMTime.indefinite
    public var recommendedTimeOffsetFromLive = CMTime.invalid
    public var date: Date?
    /// For tests: what was chosen last, and how often.
    public private(set) var selected: AVMediaSelectionOption?
    public private(set) var selections = 0

    public init(url: URL) {
        asset = AVAsset(url: url)
    }

    public func currentDate() -> Date? { date }

    public func select(_ mediaSelectionOption: AVMediaSelectionOption?, in mediaSelectionGroup: AVMediaSelectionGroup) {
        selected = mediaSelectionOption
        selections += 1
    }
}

public final class AVAsset: NSObject, @unchecked Sendable {
    public let url: URL

    init(url: URL) {
        self.url = url
    }

    /// Captions in two languages.
    public func loadMediaSelectionGroup(for mediaCharacteristic: AVMediaCharacteristic) async throws -> AVMediaSelectionGroup? {
        AVMediaSelectionGroup(options: ["en", "ar"].map { AVMediaSelectionOption(extendedLanguageTag: $0) })
    }
}

public struct AVMediaCharacteristic: Hashable, Sendable {
    public static let legible = Self()
}

public final class AVMediaSelectionGroup: NSObject, @unchecked Sendable {
    public let options: [AVMediaSelectionOption]

    init(options: [AVMediaSelectionOption]) {
        self.options = options
    }

    /// Those of the preferred languages, in their order.
    public class func mediaSelectionOptions(
        from mediaSelectionOptions: [AVMediaSelectionOption],
        filteredAndSortedAccordingToPreferredLanguages preferredLanguages: [String]
    ) -> [AVMediaSelectionOption] {
        preferredLanguages.flatMap { language in mediaSelectionOptions.filter { $0.extendedLanguageTag == language } }
    }
}

public final class AVMediaSelectionOption: NSObject, @unchecked Sendable {
    public let extendedLanguageTag: String?

    init(extendedLanguageTag: String?) {
        self.extendedLanguageTag = extendedLanguageTag
    }
}

@MainActor public final class AVPlayerLayer: NSObject {
    public var player: AVPlayer?
    public var videoGravity = AVLayerVideoGravity.resize
    /// For tests: whether the first picture is there.
    public var isReadyForDisplay = false
}

public struct AVLayerVideoGravity: Hashable, Sendable {
    let name: String
    public static let resize = Self(name: "resize"), resizeAspect = Self(name: "aspect")
    public static let resizeAspectFill = Self(name: "fill")
}

public final class AVAudioSession: NSObject, @unchecked Sendable {
    public enum Category: Sendable { case ambient, playback }
    public enum Mode: Sendable { case `default`, moviePlayback }

    private static let session = AVAudioSession()
    private let lock = NSLock()
    private var chosen = Category.ambient

    public static func sharedInstance() -> AVAudioSession { session }

    public var category: Category { lock.withLock { chosen } }

    public func setCategory(_ category: Category, mode: Mode) throws {
        lock.withLock { chosen = category }
    }
}
