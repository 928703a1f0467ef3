// A stand-in for SwiftUI where there is none: declarations only, nothing is drawn. It lets the compiler check on Linux that the
// app's views name the core's records, intents and the kit rightly. It proves nothing about Apple's own SwiftUI.
@_exported import Foundation

@MainActor public protocol View {
    associatedtype Body: View
    @ViewBuilder var body: Body { get }
}

extension Never: View {
    public var body: Never { fatalError() }
}

/// A view that has no other in it.
public protocol Leaf: View where Body == Never {}
extension Leaf {
    public var body: Never { fatalError() }
}

public struct Tuple<each Part>: Leaf {}
public struct Either<First: View, Second: View>: Leaf {}
public struct EmptyView: Leaf {
    public nonisolated init() {}
}
extension Optional: View where Wrapped: View {
    public var body: Never { fatalError() }
}

@resultBuilder public struct ViewBuilder {
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<Part: View>(_ part: Part) -> Part { part }
    public static func buildBlock<each Part: View>(_ part: repeat each Part) -> Tuple<repeat each Part> { Tuple() }
    public static func buildExpression<Part: View>(_ part: Part) -> Part { part }
    public static func buildIf<Part: View>(_ part: Part?) -> Part? { part }
    public static func buildEither<First: View, Second: View>(first: First) -> Either<First, Second> { Either() }
    public static func buildEither<First: View, Second: View>(second: Second) -> Either<First, Second> { Either() }
}

@MainActor public protocol Scene {
    associatedtype Body: Scene
    @SceneBuilder var body: Body { get }
}
extension Never: Scene {}
@resultBuilder public struct SceneBuilder {
    public static func buildBlock<Part: Scene>(_ part: Part) -> Part { part }
}
public struct WindowGroup<Content: View>: Scene {
    public init(@ViewBuilder content: () -> Content) {}
    public var body: Never { fatalError() }
}
public struct BackgroundTask<Request, Response>: Sendable {}
extension BackgroundTask where Request == Void, Response == Void {
    public static func appRefresh(_ identifier: String) -> Self { Self() }
}
public struct Working: Scene {
    public var body: Never { fatalError() }
}
extension Scene {
    public func backgroundTask<D, R>(
        _ task: BackgroundTask<D, R>, action: @escaping @Sendable (D) async -> R
    ) -> some Scene { Working() }
}
@MainActor public protocol App {
    associatedtype Body: Scene
    @SceneBuilder var body: Body { get }
    init()
}
extension App {
    public static func main() {}
}

// State

@propertyWrapper public struct State<Value> {
    private let value: Value
    public init(wrappedValue: Value) { value = wrappedValue }
    public init(initialValue: Value) { value = initialValue }
    public var wrappedValue: Value {
        get { value }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { fatalError() }
}
extension State where Value: ExpressibleByNilLiteral {
    public init() { value = nil }
}
@propertyWrapper public struct Binding<Value> {
    public init() {}
    public var wrappedValue: Value {
        get { fatalError() }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { self }
}
@dynamicMemberLookup @propertyWrapper public struct Bindable<Value: AnyObject> {
    public var wrappedValue: Value
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
    public var projectedValue: Bindable<Value> { self }
    public subscript<Part>(dynamicMember path: ReferenceWritableKeyPath<Value, Part>) -> Binding<Part> { fatalError() }
}
@propertyWrapper public struct FocusState<Value: Hashable> {
    public init() where Value == Bool {}
    public var wrappedValue: Value {
        get { fatalError() }
        nonmutating set {}
    }
    public var projectedValue: Binding<Value> { fatalError() }
}
@propertyWrapper public struct ScaledMetric<Value: BinaryFloatingPoint> {
    public init(wrappedValue: Value, relativeTo: Font.TextStyle) {}
    public var wrappedValue: Value { fatalError() }
}
@propertyWrapper public struct Environment<Value> {
    public init(_ path: KeyPath<EnvironmentValues, Value>) {}
    public init(_ type: Value.Type) where Value: AnyObject {}
    public var wrappedValue: Value { fatalError() }
}
public protocol EnvironmentKey {
    associatedtype Value
    static var defaultValue: Value { get }
}
public struct EnvironmentValues {
    public subscript<Key: EnvironmentKey>(key: Key.Type) -> Key.Value {
        get { Key.defaultValue }
        set {}
    }
    public var colorScheme: ColorScheme {
        get { fatalError() }
        set {}
    }
    public var layoutDirection: LayoutDirection {
        get { fatalError() }
        set {}
    }
    public var locale: Locale {
        get { fatalError() }
        set {}
    }
    public var displayScale: CGFloat { 1 }
    public var scenePhase: ScenePhase { .active }
    public var accessibilityVoiceOverEnabled: Bool { false }
    public var accessibilitySwitchControlEnabled: Bool { false }
    public var accessibilityReduceMotion: Bool { false }
    public var horizontalSizeClass: UserInterfaceSizeClass? { .compact }
    public var verticalSizeClass: UserInterfaceSizeClass? { .regular }
    public var dynamicTypeSize: DynamicTypeSize { .large }
}
public enum UserInterfaceSizeClass: Sendable { case compact, regular }
public enum ScenePhase: Comparable, Sendable { case background, inactive, active }
public enum ColorScheme: CaseIterable, Sendable { case light, dark }
public enum LayoutDirection: Hashable, CaseIterable, Sendable { case leftToRight, rightToLeft }

// Values

public struct Color: Leaf, ShapeStyle, Sendable, Hashable {
    public enum RGBColorSpace { case sRGB }
    public nonisolated init(_ space: RGBColorSpace, red: Double, green: Double, blue: Double, opacity: Double) {}
    public static let clear = Color(.sRGB, red: 0, green: 0, blue: 0, opacity: 0)
    public static let white = clear, black = clear
}
public protocol ShapeStyle {}
public struct Font: Sendable {
    public enum TextStyle { case body }
    public struct Weight: Sendable {
        public static let regular = Weight(), medium = Weight(), bold = Weight()
    }
    public static func system(size: CGFloat, weight: Weight? = nil) -> Font { Font() }
}
public struct AnyTransition: Sendable {
    public static let opacity = AnyTransition()
}
public struct Animation: Sendable {
    public static func easeOut(duration: TimeInterval) -> Animation { Animation() }
}
public enum HorizontalAlignment { case leading, center, trailing }
public enum VerticalAlignment { case top, center, bottom, firstTextBaseline }
public enum Alignment { case center, top, bottom, leading, trailing, topLeading, topTrailing }
public enum TextAlignment { case center, leading }
public enum ContentMode { case fit, fill }
public enum Axis {
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let horizontal = Set(rawValue: 1), vertical = Set(rawValue: 2)
    }
}
public enum Edge {
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let leading = Set(rawValue: 1), horizontal = Set(rawValue: 2), vertical = Set(rawValue: 4),
            all = Set(rawValue: 7)
    }
}
public struct AccessibilityTraits: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let isHeader = Self(rawValue: 1), isButton = Self(rawValue: 2), isSelected = Self(rawValue: 4)
    public static let isImage = Self(rawValue: 8), isSearchField = Self(rawValue: 16), updatesFrequently = Self(rawValue: 32)
}
public enum AccessibilityChildBehavior { case ignore, contain, combine }
public enum AccessibilityAdjustmentDirection: Sendable { case increment, decrement }
public enum DynamicTypeSize: Comparable {
    case large, xLarge, accessibility5
    public var isAccessibilitySize: Bool { self == .accessibility5 }
}
public enum AccessibilityNotification {
    public struct Announcement {
        public init(_ announcement: String) {}
        public func post() {}
    }
}
public enum SubmitLabel { case search, done }
public enum ScrollDismissesKeyboardMode { case interactively }
public struct PresentationDetent: Hashable, Sendable {
    public static let medium = Self(), large = Self()
}
public protocol PrimitiveButtonStyle {}
public struct PlainButtonStyle: PrimitiveButtonStyle {}
extension PrimitiveButtonStyle where Self == PlainButtonStyle {
    public static var plain: PlainButtonStyle { PlainButtonStyle() }
}
public protocol TextSelectability {}
public struct EnabledTextSelectability: TextSelectability {}
extension TextSelectability where Self == EnabledTextSelectability {
    public static var enabled: EnabledTextSelectability { EnabledTextSelectability() }
}
public protocol TabViewStyle {}
public struct PageTabViewStyle: TabViewStyle {}
extension TabViewStyle where Self == PageTabViewStyle {
    public static var page: PageTabViewStyle { PageTabViewStyle() }
}
public struct GridItem {
    public enum Size { case adaptive(minimum: CGFloat, maximum: CGFloat = .infinity) }
    public init(_ size: Size, spacing: CGFloat? = nil, alignment: Alignment? = nil) {}
}
@MainActor public struct GeometryProxy {
    public var size: CGSize { .zero }
}

// Shapes

public protocol Shape: View {
    nonisolated func path(in rect: CGRect) -> Path
}
extension Shape {
    public var body: Filled { Filled() }
}
public struct Path: Sendable {
    public private(set) var rectangles: [CGRect] = []
    public init() {}
    public init(_ build: (inout Path) -> Void) { build(&self) }
    public mutating func addRect(_ rect: CGRect) { rectangles.append(rect) }
}
public struct Filled: Leaf {}
extension Shape {
    public func fill<Style: ShapeStyle>(_ style: Style) -> some View { Filled() }
    public func stroke<Style: ShapeStyle>(_ style: Style, lineWidth: CGFloat) -> some View { Filled() }
}
public struct Capsule: Shape {
    public init() {}
    public nonisolated func path(in rect: CGRect) -> Path { Path() }
}
public struct Circle: Shape {
    public init() {}
    public nonisolated func path(in rect: CGRect) -> Path { Path() }
}
public struct Rectangle: Shape {
    public init() {}
    public nonisolated func path(in rect: CGRect) -> Path { Path() }
}
public struct RoundedRectangle: Shape {
    public init(cornerRadius: CGFloat) {}
    public nonisolated func path(in rect: CGRect) -> Path { Path() }
}

// Views

public struct Text: Leaf {
    public init(verbatim: String) {}
    public init(_ attributed: AttributedString) {}
    public func strikethrough(_ active: Bool = true) -> Text { self }
}
public struct Image: Leaf {
    public init(systemName: String) {}
    public init(decorative: CGImage, scale: CGFloat) {}
    public enum Interpolation { case medium }
    public func resizable() -> Image { self }
    public func interpolation(_ interpolation: Interpolation) -> Image { self }
}
public struct Spacer: Leaf { public init(minLength: CGFloat? = nil) {} }
public struct ProgressView: Leaf {
    public init() {}
    public init<V: BinaryFloatingPoint>(value: V?, total: V = 1) {}
}
public struct VStack<Content: View>: Leaf {
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}
public struct HStack<Content: View>: Leaf {
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}
public struct LazyHStack<Content: View>: Leaf {
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}
public struct ZStack<Content: View>: Leaf {
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) {}
}
public protocol Layout {}
extension Layout {
    public func callAsFunction<V: View>(@ViewBuilder _ content: () -> V) -> some View { content() }
}
public struct VStackLayout: Layout {
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil) {}
}
public struct ZStackLayout: Layout {
    public init(alignment: Alignment = .center) {}
}
public struct AnyLayout: Layout {
    public init<L: Layout>(_ layout: L) {}
}
public struct LazyVGrid<Content: View>: Leaf {
    public init(columns: [GridItem], spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {}
}
public struct ScrollView<Content: View>: Leaf {
    public init(_ axes: Axis.Set = .vertical, showsIndicators: Bool = true, @ViewBuilder content: () -> Content) {}
}
public struct ViewThatFits<Content: View>: Leaf {
    public init(in axes: Axis.Set, @ViewBuilder content: () -> Content) {}
}
public struct GeometryReader<Content: View>: Leaf {
    public init(@ViewBuilder content: @escaping (GeometryProxy) -> Content) {}
}
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content: View>: Leaf {
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content) {}
}
extension ForEach where ID == Data.Element.ID, Data.Element: Identifiable {
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content) {}
}
public struct Button<Label: View>: Leaf {
    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {}
}
public struct Slider: Leaf {
    public init<V: BinaryFloatingPoint>(value: Binding<V>, in bounds: ClosedRange<V> = 0...1) {}
}
public struct Link<Label: View>: Leaf {
    public init(destination: URL, @ViewBuilder label: () -> Label) {}
}
public struct ShareLink<Label: View>: Leaf {
    public init(item: String, subject: Text? = nil, message: Text? = nil, @ViewBuilder label: () -> Label) {}
    public init(
        item: Image, subject: Text? = nil, message: Text? = nil, preview: SharePreview, @ViewBuilder label: () -> Label
    ) {}
}
public struct SharePreview {
    public init(_ title: String, image: Image) {}
}
public struct TextField<Label: View>: Leaf {
    public init(text: Binding<String>, @ViewBuilder label: () -> Label) {}
}
public struct Picker<Label: View, Value: Hashable, Content: View>: Leaf {
    public init(selection: Binding<Value>, @ViewBuilder content: () -> Content, @ViewBuilder label: () -> Label) {}
}

// Gestures

@MainActor public protocol Gesture {
    associatedtype Value
}
public struct Changed<Value>: Gesture {}
extension Gesture {
    public func onChanged(_ action: @escaping (Value) -> Void) -> Changed<Value> { Changed() }
    public func onEnded(_ action: @escaping (Value) -> Void) -> Changed<Value> { Changed() }
}
public struct DragGesture: Gesture {
    public struct Value {
        public var translation: CGSize { .zero }
        public var velocity: CGSize { .zero }
    }
    public init(minimumDistance: CGFloat = 10) {}
}
public struct MagnifyGesture: Gesture {
    public struct Value {
        public var magnification: CGFloat { 1 }
    }
    public init() {}
}
