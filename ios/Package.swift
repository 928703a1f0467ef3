// swift-tools-version:6.0
// The core's glue, the kit around it, and the app: one package for Xcode and for `swift test` on Linux.
import PackageDescription

// Generated/ is made by generate.sh (Linux) or `cargo pack swift` on a Mac, and never committed.
#if os(Linux)
// The folder that holds libtradewind.so.
let library = Context.environment["TRADEWIND_LIBRARY"] ?? Context.packageDirectory + "/../target/debug"
let foundation: Target = .systemLibrary(name: "TradewindCoreFFI", path: "Generated/TradewindCoreFFI")
let linking: [LinkerSetting] = [
    // Swift 6.0's libswiftObservation.so on Linux wants a function that no library has (it would end the process anyway).
    .unsafeFlags(["-L\(library)", "-Xlinker", "-rpath", "-Xlinker", library, "-Xlinker", "--allow-shlib-undefined"]),
    .linkedLibrary("tradewind"),
]
// A warning in a file of ours is a fault; the glue is not ours.
let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]
// What Apple's systems and payment methods have: on Linux the kit is compiled against their signatures.
let systems = [
    "WebKit", "BackgroundTasks", "UserNotifications", "Contacts", "PassKit", "AVFoundation", "AVKit", "VisionKit", "AlipaySDK",
    "WechatOpenSDK",
]
// Which of them stand on another one.
let beneath: [String: [Target.Dependency]] = ["PassKit": ["Contacts"], "AVKit": ["AVFoundation"]]
#else
let strict: [SwiftSetting] = []
let systems: [String] = []
let foundation: Target = .binaryTarget(name: "TradewindCoreFFI", path: "Generated/TradewindCoreFFI.xcframework")
let linking: [LinkerSetting] = []
#endif

let package = Package(
    name: "Tradewind",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "TradewindKit", targets: ["TradewindCore", "TradewindKit"])
    ],
    targets: [
        foundation,
        .target(
            name: "TradewindCore", dependencies: ["TradewindCoreFFI"], path: "Generated/TradewindCore",
            linkerSettings: linking),
        .target(
            name: "TradewindKit", dependencies: ["TradewindCore"] + systems.map { .init(stringLiteral: $0) }, swiftSettings: strict,
            plugins: ["ThemeFromTokens"]),
        .executableTarget(name: "ThemeMaker", swiftSettings: strict),
        .plugin(name: "ThemeFromTokens", capability: .buildTool(), dependencies: ["ThemeMaker"]),
        // What drives a phone without a screen: for the tests, and for the process that they kill.
        .target(name: "TradewindDriver", dependencies: ["TradewindKit"], path: "Tests/TradewindDriver", swiftSettings: strict),
        .executableTarget(name: "phone", dependencies: ["TradewindDriver"], path: "Tests/Phone", swiftSettings: strict),
        .testTarget(
            name: "TradewindKitTests",
            dependencies: ["TradewindKit", "TradewindDriver", "phone"] + systems.map { .init(stringLiteral: $0) },
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// SwiftUI is on Apple's systems only. On Linux the views are compiled against a stand-in, which checks every name of the core's
// and the kit's in them and draws nothing.
#if os(Linux)
package.targets += systems.map {
    .target(name: $0, dependencies: beneath[$0] ?? [], path: "Tests/StandIn/\($0)")
}
package.targets += [
    .target(name: "SwiftUI", dependencies: ["TradewindKit"], path: "Tests/StandIn/SwiftUI"),
    .target(name: "TradewindApp", dependencies: ["TradewindKit", "SwiftUI", "WebKit", "VisionKit"], swiftSettings: strict),
    .testTarget(
        name: "TradewindAppTests", dependencies: ["TradewindApp", "SwiftUI", "BackgroundTasks", "UserNotifications"],
        swiftSettings: strict),
]
#else
package.products.append(.library(name: "TradewindApp", targets: ["TradewindApp"]))
package.targets += [
    .target(name: "TradewindApp", dependencies: ["TradewindKit"]),
    .testTarget(name: "TradewindAppTests", dependencies: ["TradewindApp"]),
]
#endif
