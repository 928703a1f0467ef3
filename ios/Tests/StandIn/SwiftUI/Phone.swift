// What the app uses of UIKit, and what the kit has on a phone only.
import TradewindCore
import TradewindKit

public final class CGImage {}
public final class NSUserActivity {
    public var webpageURL: URL? { nil }
}
// swift-format-ignore: AlwaysUseLowerCamelCase
public let NSUserActivityTypeBrowsingWeb = "NSUserActivityTypeBrowsingWeb"
public enum UIKeyboardType { case `default`, emailAddress, phonePad, decimalPad }
public struct TextInputAutocapitalization {
    public static var never: Self { Self() }
    public static var words: Self { Self() }
    public static var characters: Self { Self() }
}
public enum UITextContentType {
    case givenName, familyName, emailAddress, telephoneNumber, streetAddressLine1, streetAddressLine2
    case addressCity, addressState, postalCode, countryName
}
@MainActor public protocol UIViewRepresentable: Leaf {
    associatedtype UIViewType
    typealias Context = Void
    func makeUIView(context: Context) -> UIViewType
    func updateUIView(_ view: UIViewType, context: Context)
}

@MainActor public protocol UIViewControllerRepresentable: Leaf {
    associatedtype UIViewControllerType
    typealias Context = Void
    func makeUIViewController(context: Context) -> UIViewControllerType
    func updateUIViewController(_ controller: UIViewControllerType, context: Context)
}

extension Pixels {
    public func image() -> CGImage? { nil }
}
extension AttributeContainer {}
extension AttributedSubstring {
    public var backgroundColor: Color? {
        get { nil }
        set {}
    }
    public var foregroundColor: Color? {
        get { nil }
        set {}
    }
}
extension ShopStore {
    public func open(_ activity: NSUserActivity) {}
}
public enum Connectivity {
    public static func changes() -> AsyncStream<Intent> { fatalError() }
}
public enum SystemFacts {
    @MainActor public static func changes() -> AsyncStream<Intent> { fatalError() }
}
public enum Clipboard {
    /// What was copied last, for tests.
    @MainActor public private(set) static var copied: String?
    @MainActor public static func copy(_ text: String) { copied = text }
}
public final class SystemLinks: LinkOpening {
    public init() {}
    public var queriedSchemes: [String] { [] }
    public func canOpen(_ link: URL) -> Bool { false }
    public func open(_ link: URL, appOnly: Bool) async -> Bool { false }
}
public final class KeychainVault: VaultHost {
    public init() {}
    public func read(name: String) throws -> Data? { nil }
    public func write(name: String, value: Data) throws {}
    public func delete(name: String) throws {}
}
public enum CaptionSetting {
    @MainActor public static var isOn: Bool { true }
}
@MainActor public final class PlayerLayerView {
    public init(_ player: any LivePlayer) {}
}
@MainActor public final class MetalPreview {
    public var onAttach: (Bool) -> Void = { _ in }
    public var onDraw: (Bool) -> Void = { _ in }
    public init(_ surface: DrawingSurface) {}
    public func follow(animating: Bool) {}
}
