// A show: the picture, what is shown in it within a thumb's reach, what was shown before. Wide screens have the goods beside it.
import SwiftUI
import TradewindCore
import TradewindKit

struct LiveView: View {
    let screen: LiveScreen
    @Environment(ShopStore.self) private var shop
    @Environment(\.palette) private var palette
    @Environment(\.horizontalSizeClass) private var width
    @Environment(\.verticalSizeClass) private var height
    @Environment(\.dynamicTypeSize) private var textSize
    @Environment(\.accessibilityReduceMotion) private var reducesMotion

    /// Width by height of the picture.
    private static let shape = 480.0 / 854.0

    var body: some View {
        GeometryReader { proxy in
            if width == .regular || height == .compact {
                beside
            } else if textSize.isAccessibilitySize {
                below(proxy.size.height)
            } else {
                over(proxy.size.height)
            }
        }
        .animation(reducesMotion ? nil : .easeOut(duration: Theme.Duration.normal), value: screen.card?.key)
        .onChange(of: told) { _, _ in
            if let card = screen.card { AccessibilityNotification.Announcement(card.accessibility).post() }
        }
        .task(id: screen.reminder) {
            guard let reminder = screen.reminder, await !ShowReminder.keep(reminder) else { return }
            shop.send(.remindOfShow(on: false))
        }
    }

    /// What of the card is news: which one it is, and its price. How many are left is not told each time it changes.
    private var told: [String] { screen.card.map { [$0.key, $0.price] } ?? [] }

    /// The picture has the screen to itself; controls and card stand on its lowest part, the list begins below.
    private func over(_ height: Double) -> some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Theme.Space.base) {
                VStack(spacing: 0) {
                    notice.accessibilitySortPriority(0)
                    stage {
                        LivePicture(screen: screen)
                        onPicture.fixedSize(horizontal: false, vertical: hasCaptions)
                    }
                    .accessibilityElement(children: .contain)
                    .accessibilitySortPriority(1)
                }
                .frame(height: max(0, height - (hasMore ? Theme.Space.xxl : 0)))
                .accessibilityElement(children: .contain)
                VStack(alignment: .leading, spacing: Theme.Space.base) {
                    report
                    EarlierCards(title: screen.earlierTitle, cards: screen.earlier)
                    ReportRows(screen: screen)
                }
                .padding(.horizontal, Theme.Space.edge)
            }
        }
    }

    /// Whether anything stands below the picture.
    private var hasMore: Bool {
        !screen.earlier.isEmpty || screen.report != nil || !screen.reports.isEmpty || !screen.reportLabel.isEmpty
    }

    private var hasCaptions: Bool { screen.video?.captionsShown == true }

    /// What stands on the picture's lowest part. Captions stand there, too: with them it stands below the picture.
    private var stage: AnyLayout {
        hasCaptions ? AnyLayout(VStackLayout(spacing: 0)) : AnyLayout(ZStackLayout(alignment: .bottom))
    }

    /// VoiceOver hears the card before the controls, and the comment last.
    private var onPicture: some View {
        VStack(alignment: .leading, spacing: Theme.Space.sm) {
            LiveHeader(screen: screen)
                .padding(Theme.Space.sm)
                .background(palette.surface.color, in: RoundedRectangle(cornerRadius: Theme.Radius.medium))
                .accessibilityElement(children: .contain)
                .accessibilitySortPriority(4)
            Spacer(minLength: 0)
            LiveCommentPart(comment: screen.comment).lineLimit(3).accessibilitySortPriority(1)
            LiveControls(screen: screen).accessibilitySortPriority(2)
            goods(isSmall: true).accessibilitySortPriority(3)
        }
        .padding(Theme.Space.md)
        .accessibilityElement(children: .contain)
    }

    /// For very large text: on the picture it would cover too much.
    private func below(_ height: Double) -> some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Theme.Space.base) {
                LiveHeader(screen: screen)
                LivePicture(screen: screen).frame(height: height * 0.4)
                LiveControls(screen: screen)
                goods(isSmall: false)
                LiveCommentPart(comment: screen.comment)
                notice
                report
                EarlierCards(title: screen.earlierTitle, cards: screen.earlier)
                ReportRows(screen: screen)
            }
            .padding(Theme.Space.edge)
        }
    }

    /// Picture and goods side by side, the card at the lower edge.
    private var beside: some View {
        VStack(alignment: .leading, spacing: Theme.Space.md) {
            LiveHeader(screen: screen)
            HStack(alignment: .top, spacing: Theme.Space.lg) {
                stage {
                    LivePicture(screen: screen)
                    LiveControls(screen: screen).padding(Theme.Space.md)
                }
                .aspectRatio(Self.shape, contentMode: .fit)
                VStack(alignment: .leading, spacing: Theme.Space.base) {
                    ScrollView {
                        VStack(alignment: .leading, spacing: Theme.Space.base) {
                            LiveCommentPart(comment: screen.comment)
                            notice
                            report
                            EarlierCards(title: screen.earlierTitle, cards: screen.earlier)
                            ReportRows(screen: screen)
                        }
                        .frame(maxWidth: .infinity, alignment: .leading)
                    }
                    goods(isSmall: height == .compact).accessibilitySortPriority(1)
                }
                .frame(maxWidth: Theme.Size.tablet)
                .accessibilityElement(children: .contain)
            }
        }
        .padding(Theme.Space.edge)
    }

    /// The card that stands now; before a show, its reminder.
    @ViewBuilder
    private func goods(isSmall: Bool) -> some View {
        LiveReminderPart(reminder: screen.reminder)
        if let card = screen.card { LiveCard(card: card, isSmall: isSmall).transition(.opacity) }
    }

    @ViewBuilder
    private var report: some View {
        if let form = screen.report { ReportPart(form: form) }
    }

    @ViewBuilder
    private var notice: some View {
        if let notice = screen.notice { BannerView(banner: notice).padding(.horizontal, Theme.Space.edge) }
    }
}
