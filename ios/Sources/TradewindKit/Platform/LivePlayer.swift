// Port: the player of shows. `SystemPlayer` is the system's; a test has one of its own.
import Foundation

/// Where a player is.
public struct PlayerReport: Sendable, Equatable {
    /// Milliseconds on the player's own scale, from the begin of the first playlist that it was given.
    public var position: UInt64
    /// The playlist's date of the picture, in Unix milliseconds; none where the player knows none.
    public var programme: Int64?
    /// How far the glass is behind that, in milliseconds; 0 where nobody knows.
    public var latency: UInt64
    /// Whether the picture moves: neither stopped nor waiting for data.
    public var isPlaying: Bool
    /// Whether there is a picture to be seen.
    public var hasPicture: Bool
    /// The length of a recording in milliseconds; none of a show that is on.
    public var length: UInt64?
    /// Whether it was played to its end, and the last of it is to be seen.
    public var hasEnded: Bool

    public init(
        position: UInt64, programme: Int64?, latency: UInt64 = 0, isPlaying: Bool, hasPicture: Bool = true, length: UInt64? = nil,
        hasEnded: Bool = false
    ) {
        self.position = position
        self.programme = programme
        self.latency = latency
        self.isPlaying = isPlaying
        self.hasPicture = hasPicture
        self.length = length
        self.hasEnded = hasEnded
    }
}

/// Plays one playlist at a time. When the app is left it pauses by itself, unless the picture goes on in the small window.
@MainActor
public protocol LivePlayer: AnyObject {
    /// Called four times a second while it plays, and at once at a start, a stop, a stall, a seek and with a new playlist.
    var onReport: (PlayerReport) -> Void { get set }
    /// Called when the picture goes to the system's small window, and when it has left it.
    var onSmallWindow: (Bool) -> Void { get set }
    /// Called when the person comes back from the small window by its button: the show is to be on the screen again.
    var onRestore: () -> Void { get set }
    /// Whether this phone has small windows.
    var canShowSmallWindow: Bool { get }
    /// Whether it is not heard. Each player begins heard.
    var isMuted: Bool { get set }

    /// Takes a playlist. It begins at `begin` by the playlist's dates; else at the newest picture, or where a recording begins.
    func load(_ playlist: URL, isReplay: Bool, begin: Date?)
    func play()
    func pause()
    /// In milliseconds on the player's own scale.
    func seek(to position: UInt64)
    /// To the newest picture.
    func seekToEdge()
    /// By a BCP 47 tag; none hides them.
    func showCaptions(in language: String?)
    /// Whether the picture goes to the small window by itself when the app is left.
    func allowSmallWindow(_ isAllowed: Bool)
    func showSmallWindow()
    /// Lets the playlist go.
    func stop()
}
