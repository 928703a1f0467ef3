// swift-tools-version:6.0
// What measures the glue in Swift. `cargo bench-table phones` copies this beside each glue (Generated/) and builds it there.
import PackageDescription

// The folder that holds the library.
let library = Context.environment["TRADEWIND_LIBRARY"] ?? Context.packageDirectory
// Swift 6.0's libswiftObservation.so on Linux wants a function that no library has (it would end the process anyway).
let linking: [LinkerSetting] = [
    .unsafeFlags(["-L\(library)", "-Xlinker", "-rpath", "-Xlinker", library, "-Xlinker", "--allow-shlib-undefined"]),
    .linkedLibrary("tradewind"),
]

let package = Package(
    name: "bench",
    targets: [
        .systemLibrary(name: "TradewindCoreFFI", path: "Generated/TradewindCoreFFI"),
        .systemLibrary(name: "CPeer", path: "Sources/CPeer"),
        .target(
            name: "TradewindCore", dependencies: ["TradewindCoreFFI"], path: "Generated/TradewindCore", linkerSettings: linking),
        .executableTarget(name: "bench", dependencies: ["TradewindCore", "CPeer"]),
    ],
    swiftLanguageModes: [.v6]
)
