// The theme is the design tokens: read here in another way than the maker reads them.
import Foundation
import Testing
import TradewindDriver
import TradewindKit

@Suite struct Themes {
    private let tokens: Json

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../../assets/design/tokens.json")
        tokens = try Json.read(String(decoding: Data(contentsOf: file), as: UTF8.self))
    }

    @Test(arguments: ["light", "dark"]) func everyColourIsTheTokens(_ appearance: String) throws {
        let palette = appearance == "dark" ? Theme.dark : Theme.light
        let tints = Dictionary(
            uniqueKeysWithValues: Mirror(reflecting: palette).children.compactMap { child in
                (child.value as? RGBAColor).map { (child.label ?? "", $0) }
            })
        guard case .object(let colours) = tokens["color"][appearance] else { throw ScenarioFailure(description: "no colours") }
        #expect(colours.count == tints.count && tints.count > 20)
        for (name, colour) in colours {
            let tint = try #require(tints[camel(name)], "\(name)")
            // The tokens say each colour twice: as parts, which the maker takes, and as hex.
            let hex = try #require(colour["$value"]["hex"].string.flatMap { Int($0.dropFirst(), radix: 16) })
            let parts = [tint.red, tint.green, tint.blue].map { Int(($0 * 255).rounded()) }
            #expect(parts == [hex >> 16 & 255, hex >> 8 & 255, hex & 255], "\(name)")
            #expect(tint.alpha == colour["$value"]["alpha"].double ?? 1, "\(name)")
        }
    }

    @Test func measuresAreTheTokens() {
        func points(_ path: String) -> Double? { tokens.at(path + ".$value.value").double }
        #expect(Theme.Space.base == points("space.base") && Theme.Space.edge == Theme.Space.base)
        #expect(Theme.Radius.sheet == points("radius.sheet"))
        #expect(Theme.Size.touch == points("size.touch") && Theme.Size.touch >= 44)
        #expect(Theme.Stroke.focus == points("stroke.focus"))
        #expect(Theme.Duration.slow == (points("motion.duration.slow") ?? 0) / 1000)
        #expect(Theme.Text.display.size == tokens.at("type.display.$value.fontSize.value").double)
        #expect(Theme.Text.body.line == tokens.at("type.body.$value.lineHeight").double)
        #expect(Theme.light.raised.count == 2 && Theme.light.raised != Theme.dark.raised)
    }

    private func camel(_ name: String) -> String {
        let parts = name.split(separator: "-").map(String.init)
        return parts[0] + parts.dropFirst().map(\.capitalized).joined()
    }
}
