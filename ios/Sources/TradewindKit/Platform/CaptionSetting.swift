// Fact: whether the person wants captions in every film (Settings, Accessibility, Subtitles & Captioning).
#if canImport(UIKit)
import UIKit

public enum CaptionSetting {
    @MainActor public static var isOn: Bool { UIAccessibility.isClosedCaptioningEnabled }
}
#endif
