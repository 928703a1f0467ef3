// Makes Theme.swift of assets/design/tokens.json at each build, so that no measure or colour is ever copied by hand.
import Foundation
import PackagePlugin

@main
struct ThemeFromTokens: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let tokens = context.package.directoryURL.appendingPathComponent("../assets/design/tokens.json").standardizedFileURL
        let theme = context.pluginWorkDirectoryURL.appendingPathComponent("Theme.swift")
        return [
            .buildCommand(
                displayName: "Theme of the design tokens",
                executable: try context.tool(named: "ThemeMaker").url,
                arguments: [tokens.path, theme.path],
                inputFiles: [tokens],
                outputFiles: [theme])
        ]
    }
}
