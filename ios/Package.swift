// swift-tools-version:6.0
// The core's glue, the kit around it, and the app: one package for Xcode and for `swift test` on Linux.
import PackageDescription

// Generated/ is made by generate.sh (Linux) or `cargo pack swift` on a Mac, and never committed.
#if os(Linux)
// The folder that holds libtradewind.so.
let library = Context.environment["TRADEWIND_LIBRARY"] ?? Context.packageDirectory + "/../target/debug"
let foundation: Target = .systemLibrary(name: "TradewindCoreFFI", path: "Generated/TradewindCoreFFI")
let linking: [LinkerSetting] = [
    .unsafeFlags(["-L\(library)", "-Xlinker", "-rpath", "-Xlinker", library]),
    .linkedLibrary("tradewind"),
]
#else
let foundation: Target = .binaryTarget(name: "TradewindCoreFFI", path: "Generated/TradewindCoreFFI.xcframework")
let linking: [LinkerSetting] = []
#endif

let package = Package(
    name: "Tradewind",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "TradewindKit", targets: ["TradewindCore", "TradewindKit"]),
    ],
    targets: [
        foundation,
        .target(
            name: "TradewindCore", dependencies: ["TradewindCoreFFI"], path: "Generated/TradewindCore",
            linkerSettings: linking),
        .target(name: "TradewindKit", dependencies: ["TradewindCore"], plugins: ["ThemeFromTokens"]),
        .executableTarget(name: "ThemeMaker"),
        .plugin(name: "ThemeFromTokens", capability: .buildTool(), dependencies: ["ThemeMaker"]),
        // What drives a phone without a screen: for the tests, and for the process that they kill.
        .target(name: "TradewindDriver", dependencies: ["TradewindKit"], path: "Tests/TradewindDriver"),
        .executableTarget(name: "phone", dependencies: ["TradewindDriver"], path: "Tests/Phone"),
        .testTarget(name: "TradewindKitTests", dependencies: ["TradewindKit", "TradewindDriver", "phone"]),
    ],
    swiftLanguageModes: [.v6]
)

// SwiftUI is on Apple's systems only; on Linux the app's sources are parsed and read by a test.
#if !os(Linux)
package.products.append(.library(name: "TradewindApp", targets: ["TradewindApp"]))
package.targets.append(.target(name: "TradewindApp", dependencies: ["TradewindKit"]))
#endif
