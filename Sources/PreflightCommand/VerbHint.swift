internal import ArgumentParser
internal import Foundation
internal import PreflightModel

/// What was probably meant by a command line whose verb nobody knows.
enum VerbHint {
    /// The hint; `nil` when each verb is known.
    static func text(for arguments: [String]) -> String? {
        var command: any ParsableCommand.Type = PreflightCommand.self
        var path = ["preflight"]
        for argument in arguments {
            let verbs = command.configuration.subcommands
            guard !verbs.isEmpty, !argument.hasPrefix("-"), argument != "help" else { return nil }
            guard let verb = verbs.first(where: { $0.configuration.commandName == argument }) else {
                return hint(for: argument, among: verbs, below: path)
            }
            command = verb
            path.append(argument)
        }
        return nil
    }

    private static func hint(
        for argument: String,
        among verbs: [any ParsableCommand.Type],
        below path: [String]
    ) -> String {
        let names = verbs.compactMap { $0.configuration.commandName }
        let start = "error: no verb \(argument) of \(path.joined(separator: " "))"
        if let nearest = Nearest.names(to: argument, among: names).first {
            return "\(start); did you mean \(path.joined(separator: " ")) \(nearest)?"
        }
        let isInput = argument.contains("://") || FileManager.default.fileExists(atPath: argument)
        if path.count == 1, isInput { return "\(start); did you mean preflight lint \(argument)?" }
        return "\(start); it has \(names.joined(separator: ", "))"
    }
}
