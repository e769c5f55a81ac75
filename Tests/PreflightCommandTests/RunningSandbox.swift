import Foundation

/// A sandbox in a process of its own, which ends with this.
final class RunningSandbox {
    let ready: String
    let log: String
    private let process = Process()

    /// Starts one that serves the fixtures; `scenario` says what goes wrong.
    init(in folder: Scratch, scenario: String? = nil) throws {
        ready = folder.path("ready.json")
        log = folder.path("log.ndjson")
        process.executableURL = Command.binary
        process.arguments = ["sandbox", "Fixtures/jobs", "--ready-file", ready, "--log", log]
        if let scenario {
            try folder.write("scenario.json", scenario)
            process.arguments? += ["--scenario", folder.path("scenario.json")]
        }
        process.currentDirectoryURL = Command.root
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        while process.isRunning, !FileManager.default.fileExists(atPath: ready) { usleep(5000) }
    }

    deinit {
        process.interrupt()
        process.waitUntilExit()
    }

    /// The names of the jobs that it accepted, in their order.
    var accepted: [String] {
        get throws {
            try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
                .compactMap { try JSON(String($0)) }
                .filter { $0["accepted"]?.isTrue == true }
                .compactMap { $0["request_id"]?.text }
        }
    }
}
