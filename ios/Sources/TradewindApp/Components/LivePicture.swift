// The picture of a show: the player's, and its poster until there is one; and the player's controls.
import SwiftUI
import TradewindCore
import TradewindKit

/// Nothing of it is cut off. VoiceOver hears of it by the label of the controls.
struct LivePicture: View {
    let screen: LiveScreen
    @Environment(ShopStore.self) private var shop

    var body: some View {
        ZStack {
            Color.black
            if screen.video == nil || !shop.live.hasPicture { PosterView(reference: screen.poster) }
            if screen.video != nil, let player = shop.live.player { PlayerView(player: player) }
            if screen.phase == .loading { ProgressView() }
        }
        .clipped()
        .accessibilityHidden(true)
    }
}

/// The view that the system's player draws in.
struct PlayerView: UIViewRepresentable {
    let player: any LivePlayer

    func makeUIView(context: Context) -> PlayerLayerView {
        PlayerLayerView(player)
    }

    func updateUIView(_ view: PlayerLayerView, context: Context) {}
}

/// A picture in its own shape, as large as its place lets it be.
struct PosterView: View {
    let reference: PictureRef?
    @State private var loaded: LoadedPoster?
    @Environment(ShopStore.self) private var shop
    @Environment(\.displayScale) private var scale

    var body: some View {
        GeometryReader { proxy in
            let wanted = PosterRequest(
                key: reference?.key, width: proxy.size.width * scale, height: proxy.size.height * scale)
            ZStack {
                if let loaded, loaded.key == reference?.key {
                    Image(decorative: loaded.picture, scale: scale).resizable().aspectRatio(contentMode: .fit)
                }
            }
            .frame(width: proxy.size.width, height: proxy.size.height)
            .task(id: wanted) { await load(wanted) }
        }
    }

    private func load(_ wanted: PosterRequest) async {
        guard let reference, wanted.width >= 1, wanted.height >= 1 else { return }
        let pixels = await shop.picture(reference, width: UInt32(wanted.width), height: UInt32(wanted.height))
        if let there = pixels?.image(), !Task.isCancelled { loaded = LoadedPoster(key: reference.key, picture: there) }
    }
}

private struct LoadedPoster {
    let key: String
    let picture: CGImage
}

private struct PosterRequest: Equatable {
    let key: String?
    let width: Double
    let height: Double
}

/// Play, sound, the newest picture, captions, the small window; of a recording also where it is.
struct LiveControls: View {
    let screen: LiveScreen
    @Environment(ShopStore.self) private var shop

    var body: some View {
        if let video = screen.video {
            VStack(spacing: Theme.Space.xs) {
                if video.isReplay { LiveSlider(label: video.accessibility) }
                HStack(spacing: Theme.Space.sm) {
                    if shop.live.isPlaying {
                        RoundButton(.pause, screen.pauseLabel) { shop.live.pause() }
                    } else {
                        RoundButton(.play, screen.playLabel) { shop.live.play() }
                    }
                    if !screen.soundLabel.isEmpty {
                        RoundButton(shop.live.hasSound ? .sound : .muted, screen.soundLabel) {
                            shop.live.turnSound(on: !shop.live.hasSound)
                        }
                        .accessibilityAddTraits(shop.live.hasSound ? [.isButton, .isSelected] : .isButton)
                    }
                    if !screen.edgeLabel.isEmpty {
                        RoundButton(.toEdge, screen.edgeLabel) { shop.live.goToEdge() }
                    }
                    Spacer(minLength: 0)
                    if !screen.captionsLabel.isEmpty {
                        RoundButton(video.captionsShown ? .captionsOn : .captions, screen.captionsLabel) {
                            shop.send(.showCaptions(shown: !video.captionsShown))
                        }
                    }
                    if !screen.smallWindowLabel.isEmpty, shop.live.canShowSmallWindow {
                        RoundButton(.smallWindow, screen.smallWindowLabel) { shop.live.showSmallWindow() }
                    }
                }
            }
            .accessibilityElement(children: .contain)
            .accessibilityLabel(Text(verbatim: video.accessibility))
        }
    }
}

/// Where a recording is.
private struct LiveSlider: View {
    let label: String
    @Environment(ShopStore.self) private var shop

    var body: some View {
        @Bindable var live = shop.live
        Slider(value: $live.progress)
            .frame(minHeight: Theme.Size.touch)
            .accessibilityLabel(Text(verbatim: label))
    }
}
