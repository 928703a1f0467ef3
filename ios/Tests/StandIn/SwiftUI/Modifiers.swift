// The stand-in's modifiers: each gives some view again.

public struct Modified<Content: View>: Leaf {}

@MainActor public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = ModifierContent
    @ViewBuilder func body(content: Content) -> Body
}
public struct ModifierContent: Leaf {}

extension View {
    private var again: Modified<Self> { Modified() }

    public func modifier<M: ViewModifier>(_ modifier: M) -> some View { again }
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { again }
    public func padding(_ length: CGFloat) -> some View { again }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View { again }
    public func frame(
        minWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil, maxHeight: CGFloat? = nil,
        alignment: Alignment = .center
    ) -> some View { again }
    public func position(x: CGFloat = 0, y: CGFloat = 0) -> some View { again }
    public func fixedSize(horizontal: Bool, vertical: Bool) -> some View { again }
    public func aspectRatio(_ ratio: CGFloat? = nil, contentMode: ContentMode) -> some View { again }
    public func scaledToFill() -> some View { again }
    public func textSelection<S: TextSelectability>(_ selectability: S) -> some View { again }
    public func clipped() -> some View { again }
    public func clipShape<S: Shape>(_ shape: S) -> some View { again }
    public func contentShape<S: Shape>(_ shape: S) -> some View { again }
    public func background<S: ShapeStyle>(_ style: S) -> some View { again }
    public func background<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View { again }
    public func overlay<V: View>(alignment: Alignment = .center, @ViewBuilder content: () -> V) -> some View { again }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { again }
    public func tint(_ tint: Color?) -> some View { again }
    public func opacity(_ opacity: Double) -> some View { again }
    public func transition(_ transition: AnyTransition) -> some View { again }
    public func animation<V: Equatable>(_ animation: Animation?, value: V) -> some View { again }
    public func shadow(color: Color, radius: CGFloat, x: CGFloat = 0, y: CGFloat = 0) -> some View { again }
    public func font(_ font: Font?) -> some View { again }
    public func tracking(_ tracking: CGFloat) -> some View { again }
    public func lineSpacing(_ spacing: CGFloat) -> some View { again }
    public func monospacedDigit() -> some View { again }
    public func lineLimit(_ lines: Int?) -> some View { again }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { again }
    public func dynamicTypeSize(_ range: PartialRangeThrough<DynamicTypeSize>) -> some View { again }
    public func environment<V>(_ path: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View { again }
    public func environment<T: AnyObject>(_ object: T?) -> some View { again }
    public func disabled(_ disabled: Bool) -> some View { again }
    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { again }
    public func id<ID: Hashable>(_ id: ID) -> some View { again }
    public func tabViewStyle<S: TabViewStyle>(_ style: S) -> some View { again }
    public func focused(_ focus: Binding<Bool>) -> some View { again }
    public func submitLabel(_ label: SubmitLabel) -> some View { again }
    public func onSubmit(_ action: @escaping () -> Void) -> some View { again }
    public func autocorrectionDisabled() -> some View { again }
    public func keyboardType(_ type: UIKeyboardType) -> some View { again }
    public func textContentType(_ type: UITextContentType?) -> some View { again }
    public func textInputAutocapitalization(_ kind: TextInputAutocapitalization?) -> some View { again }
    public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { again }
    public func presentationDetents(_ detents: Set<PresentationDetent>) -> some View { again }
    public func sheet<Item: Identifiable, V: View>(item: Binding<Item?>, @ViewBuilder content: @escaping (Item) -> V) -> some View {
        again
    }
    public func fullScreenCover<Item: Identifiable, V: View>(
        item: Binding<Item?>, @ViewBuilder content: @escaping (Item) -> V
    ) -> some View { again }
    public func tag<V: Hashable>(_ tag: V) -> some View { again }
    public func onAppear(_ action: @escaping () -> Void) -> some View { again }
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping (V, V) -> Void) -> some View {
        again
    }
    public func task(_ action: @escaping @MainActor @Sendable () async -> Void) -> some View { again }
    public func task<ID: Equatable>(id: ID, _ action: @escaping @MainActor @Sendable () async -> Void) -> some View { again }
    public func onOpenURL(_ action: @escaping (URL) -> Void) -> some View { again }
    public func onContinueUserActivity(_ type: String, _ action: @escaping (NSUserActivity) -> Void) -> some View { again }
    public func gesture<G: Gesture>(_ gesture: G) -> some View { again }
    public func simultaneousGesture<G: Gesture>(_ gesture: G) -> some View { again }
    public func accessibilityLabel(_ label: Text) -> some View { again }
    public func accessibilityHint(_ hint: Text) -> some View { again }
    public func accessibilityHidden(_ hidden: Bool) -> some View { again }
    public func accessibilitySortPriority(_ priority: Double) -> some View { again }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { again }
    public func accessibilityElement(children: AccessibilityChildBehavior) -> some View { again }
    public func accessibilityAction(_ action: @escaping () -> Void) -> some View { again }
    public func accessibilityAdjustableAction(_ action: @escaping (AccessibilityAdjustmentDirection) -> Void) -> some View { again }
}
