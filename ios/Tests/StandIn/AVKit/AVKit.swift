// A stand-in for AVKit where there is none: the system's small window. It shows none; it records what it was told.
@_exported import AVFoundation

@MainActor public final class AVPictureInPictureController: NSObject {
    public weak var delegate: (any AVPictureInPictureControllerDelegate)?
    public var canStartPictureInPictureAutomaticallyFromInline = false
    public private(set) var isPictureInPictureActive = false
    /// For tests: whether this system has small windows, and the controller that was made last.
    public static var isSupported = true
    public private(set) static weak var latest: AVPictureInPictureController?

    public init?(playerLayer: AVPlayerLayer) {
        super.init()
        Self.latest = self
    }

    public static func isPictureInPictureSupported() -> Bool { isSupported }

    public func startPictureInPicture() {
        isPictureInPictureActive = true
        delegate?.pictureInPictureControllerWillStartPictureInPicture(self)
    }

    public func stopPictureInPicture() {
        guard isPictureInPictureActive else { return }
        isPictureInPictureActive = false
        delegate?.pictureInPictureControllerDidStopPictureInPicture(self)
    }

    /// For tests: the person presses the button that leads back to the app. Gives whether the app has shown the picture again.
    public func restore() -> Bool {
        let answer = Answer()
        delegate?.pictureInPictureController(self) { answer.restored = $0 }
        stopPictureInPicture()
        return answer.restored
    }
}

@MainActor public protocol AVPictureInPictureControllerDelegate: AnyObject {
    func pictureInPictureControllerWillStartPictureInPicture(_ pictureInPictureController: AVPictureInPictureController)
    func pictureInPictureControllerDidStopPictureInPicture(_ pictureInPictureController: AVPictureInPictureController)
    func pictureInPictureController(
        _ pictureInPictureController: AVPictureInPictureController, failedToStartPictureInPictureWithError error: any Error)
    func pictureInPictureController(
        _ pictureInPictureController: AVPictureInPictureController,
        restoreUserInterfaceForPictureInPictureStopWithCompletionHandler completionHandler: @escaping (Bool) -> Void)
}

private final class Answer {
    var restored = false
}
