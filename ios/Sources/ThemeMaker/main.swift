// Reads the design tokens (W3C Design Tokens format) and writes them as Swift: `ThemeMaker tokens.json Theme.swift`.
import Foundation

struct TokenError: Error, CustomStringConvertible {
    let description: String
}

typealias Group = [String: Any]

/// The tokens, and how each kind of value is written in Swift.
struct Tokens {
    let root: Group

    /// The group or token at a path.
    func at(_ path: String) throws -> Group {
        var group = root
        for part in path.split(separator: ".") {
            guard let next = group[String(part)] as? Group else { throw TokenError(description: "no design token \(path)") }
            group = next
        }
        return group
    }

    /// Names and values of a group in the order of names, which is the same at each build.
    func members(_ path: String) throws -> [(name: String, value: Any)] {
        try at(path).filter { !$0.key.hasPrefix("$") && ($0.value as? Group)?["$value"] != nil }
            .sorted { $0.key < $1.key }
            .map { (name: camel($0.key), value: try resolved(($0.value as? Group)?["$value"] ?? "", path)) }
    }

    /// The value itself, or that of the token which `{a.b}` names; a row of more than eight is a circle.
    func resolved(_ value: Any, _ path: String) throws -> Any {
        var value = value
        for _ in 0..<8 {
            guard let text = value as? String, text.hasPrefix("{"), text.hasSuffix("}") else { return value }
            value = try at(String(text.dropFirst().dropLast()))["$value"] ?? ""
        }
        throw TokenError(description: "design token \(path) refers in a circle")
    }

    func number(_ value: Any?, _ path: String) throws -> String {
        guard let number = value as? NSNumber else { throw TokenError(description: "design token \(path) is no number") }
        return "\(number.doubleValue)"
    }

    func measure(_ value: Any?, _ units: [String: Double], _ path: String) throws -> String {
        guard let value = value as? Group, let unit = value["unit"] as? String, let factor = units[unit],
            let number = value["value"] as? NSNumber
        else { throw TokenError(description: "design token \(path) is no measure") }
        return "\(number.doubleValue * factor)"
    }

    func color(_ value: Any?, _ path: String) throws -> String {
        guard let value = value as? Group, value["colorSpace"] as? String == "srgb",
            let parts = value["components"] as? [NSNumber], parts.count == 3
        else { throw TokenError(description: "design token \(path) is no colour") }
        let alpha = (value["alpha"] as? NSNumber)?.doubleValue ?? 1
        return
            "RGBAColor(red: \(parts[0].doubleValue), green: \(parts[1].doubleValue), blue: \(parts[2].doubleValue), alpha: \(alpha))"
    }

    func shadows(_ value: Any?, _ path: String) throws -> String {
        let layers = value as? [Group] ?? (value as? Group).map { [$0] } ?? []
        guard !layers.isEmpty else { throw TokenError(description: "design token \(path) is no shadow") }
        let points = ["px": 1.0]
        return try "["
            + layers.map { layer in
                try "ShadowLayer(tint: \(color(layer["color"], path)), x: \(measure(layer["offsetX"], points, path)), "
                    + "y: \(measure(layer["offsetY"], points, path)), blur: \(measure(layer["blur"], points, path)))"
            }.joined(separator: ", ") + "]"
    }

    func typography(_ value: Any?, _ path: String) throws -> String {
        guard let value = value as? Group else { throw TokenError(description: "design token \(path) is no type") }
        let rem = ["rem": 1.0]
        return try "Typography(size: \(measure(value["fontSize"], rem, path)), weight: \(number(value["fontWeight"], path)), "
            + "spacing: \(measure(value["letterSpacing"], rem, path)), line: \(number(value["lineHeight"], path)))"
    }

    func cubicBezier(_ value: Any?, _ path: String) throws -> String {
        guard let points = value as? [NSNumber], points.count == 4 else {
            throw TokenError(description: "design token \(path) is no curve")
        }
        return
            "CubicBezier(x1: \(points[0].doubleValue), y1: \(points[1].doubleValue), x2: \(points[2].doubleValue), y2: \(points[3].doubleValue))"
    }
}

func camel(_ name: String) -> String {
    let parts = name.split(separator: "-")
    return parts.enumerated().map {
        $0.offset == 0 ? String($0.element) : $0.element.prefix(1).uppercased() + $0.element.dropFirst()
    }
    .joined()
}

func generateTheme(_ tokens: Tokens) throws -> String {
    var out = "// Made of assets/design/tokens.json at each build.\n\n"
    func scale(_ name: String, _ path: String, _ kind: String, _ write: (Any?, String) throws -> String) throws {
        out += "    public enum \(name): Sendable {\n"
        for (member, value) in try tokens.members(path) {
            out += "        public static let \(member): \(kind) = \(try write(value, "\(path).\(member)"))\n"
        }
        out += "    }\n"
    }
    let points: (Any?, String) throws -> String = { try tokens.measure($0, ["px": 1], $1) }

    let names = try tokens.members("color.light").map(\.name)
    guard try names == tokens.members("color.dark").map(\.name) else {
        throw TokenError(description: "light and dark have not the same colours")
    }
    out += "/// The colours of one appearance.\npublic struct Palette: Sendable, Equatable {\n"
    out += names.map { "    public let \($0): RGBAColor\n" }.joined()
    let elevationNames = try tokens.members("elevation.light").map(\.name)
    out += elevationNames.map { "    public let \($0): [ShadowLayer]\n" }.joined() + "}\n\n"

    out +=
        "/// The design: measures in points, type in parts of the person's text size, times in seconds.\npublic enum Theme: Sendable {\n"
    for appearance in ["light", "dark"] {
        let colors = try tokens.members("color.\(appearance)").map {
            "\($0.name): \(try tokens.color($0.value, "color.\(appearance).\($0.name)"))"
        }
        let shadows = try tokens.members("elevation.\(appearance)").map {
            "\($0.name): \(try tokens.shadows($0.value, "elevation.\(appearance).\($0.name)"))"
        }
        out +=
            "    public static let \(appearance) = Palette(\n        " + (colors + shadows).joined(separator: ",\n        ") + ")\n"
    }
    try scale("Space", "space", "Double", points)
    try scale("Radius", "radius", "Double", points)
    try scale("Stroke", "stroke", "Double", points)
    try scale("Size", "size", "Double", points)
    try scale("Leading", "leading", "Double") { try tokens.number($0, $1) }
    try scale("Text", "type", "Typography") { try tokens.typography($0, $1) }
    try scale("Duration", "motion.duration", "Double") { try tokens.measure($0, ["ms": 0.001, "s": 1], $1) }
    try scale("Easing", "motion.easing", "CubicBezier") { try tokens.cubicBezier($0, $1) }
    return out + "}\n"
}

guard CommandLine.arguments.count == 3 else {
    FileHandle.standardError.write(Data("ThemeMaker tokens.json Theme.swift\n".utf8))
    exit(64)
}
do {
    let data = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
    guard let root = try JSONSerialization.jsonObject(with: data) as? Group else {
        throw TokenError(description: "design tokens are no object")
    }
    try generateTheme(Tokens(root: root)).write(toFile: CommandLine.arguments[2], atomically: true, encoding: .utf8)
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
