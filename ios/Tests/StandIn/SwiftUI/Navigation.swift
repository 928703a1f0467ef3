// The stand-in's navigation: tabs, stacks, titles, search, bars; and previews.

public struct TabView<SelectionValue: Hashable, Content: View>: Leaf {
    public init(selection: Binding<SelectionValue>?, @ViewBuilder content: () -> Content) {}
}
extension TabView where SelectionValue == Int {
    public init(@ViewBuilder content: () -> Content) {}
}
public struct NavigationStack<Data, Root: View>: Leaf {
    public init(path: Binding<Data>, @ViewBuilder root: () -> Root)
    where Data: MutableCollection, Data: RandomAccessCollection, Data: RangeReplaceableCollection, Data.Element: Hashable {}
}
public struct NavigationBarItem: Sendable {
    public enum TitleDisplayMode: Sendable { case automatic, inline, large }
}
public struct Label<Title: View, Icon: View>: Leaf {
    public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) {}
}
public struct Group<Content: View>: Leaf {
    public init(@ViewBuilder content: () -> Content) {}
}
public struct SearchFieldPlacement: Sendable {
    public static let automatic = SearchFieldPlacement()
}
public enum VerticalEdge: Sendable { case top, bottom }

extension View {
    public func navigationDestination<D: Hashable, C: View>(
        for data: D.Type, @ViewBuilder destination: @escaping (D) -> C
    ) -> some View { Modified<Self>() }
    public func navigationTitle(_ title: Text) -> some View { Modified<Self>() }
    public func navigationBarTitleDisplayMode(_ displayMode: NavigationBarItem.TitleDisplayMode) -> some View { Modified<Self>() }
    public func searchable(
        text: Binding<String>, isPresented: Binding<Bool>, placement: SearchFieldPlacement = .automatic, prompt: Text? = nil
    ) -> some View { Modified<Self>() }
    public func safeAreaInset<V: View>(
        edge: VerticalEdge, alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> V
    ) -> some View { Modified<Self>() }
    public func tabItem<V: View>(@ViewBuilder _ label: () -> V) -> some View { Modified<Self>() }
    public func badge(_ label: Text?) -> some View { Modified<Self>() }
}

@MainActor public protocol PreviewProvider {
    associatedtype Previews: View
    @ViewBuilder static var previews: Previews { get }
}
extension View {
    public func preferredColorScheme(_ colorScheme: ColorScheme?) -> some View { Modified<Self>() }
    public func previewDisplayName(_ value: String?) -> some View { Modified<Self>() }
}
