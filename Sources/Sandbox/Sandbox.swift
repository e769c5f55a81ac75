/// A local RunComfy and image host on loopback, ports chosen by the system.
package struct Sandbox: Sendable {
    private let folders: ServedFolders
    private let log: String?
    private let scenario: Scenario

    /// Describes a sandbox; nothing runs before `serving`.
    ///
    /// - Parameters:
    ///   - folders: The directories, as absolute paths, that the image host serves; the first that
    ///     holds a path wins.
    ///   - log: The path of the NDJSON log, which is appended to, or nil for none.
    ///   - scenario: What goes wrong.
    package init(folders: [String], log: String?, scenario: Scenario = Scenario()) {
        self.folders = ServedFolders(roots: folders)
        self.log = log
        self.scenario = scenario
    }

    /// Serves while `body` runs, and has stopped when this returns or throws.
    ///
    /// - Parameter body: What uses the sandbox; its result or error is passed on.
    /// - Returns: What `body` returns.
    /// - Throws: `SandboxFault` when the sandbox cannot start, otherwise what `body` throws.
    package func serving<R: Sendable>(
        _ body: @Sendable (SandboxAccess) async throws -> R
    ) async throws -> R {
        let identity = try Identity()
        let journal = try Journal(path: log)
        let jobs = Jobs(queue: scenario.queue)
        let faults = FaultPlan(scenario)
        let files = Listener(
            responder: FileHost(folders: folders, jobs: jobs, faults: faults, journal: journal),
            identity: identity
        )
        let api = Listener(
            responder: ModelAPI(
                jobs: jobs,
                judge: InputJudge(folders: folders),
                faults: faults,
                journal: journal
            ),
            identity: identity
        )
        return try await files.listening { filePort in
            try await api.listening { apiPort in
                try await body(access(api: apiPort, files: filePort, identity: identity))
            }
        }
    }

    private func access(api: Int, files: Int, identity: Identity) -> SandboxAccess {
        SandboxAccess(
            base: "https://\(HostNames.loopback):\(api)/v1",
            certificate: identity.certificatePEM,
            hosts: [HostNames.images, HostNames.results].map {
                SandboxAccess.Host(name: $0, address: HostNames.loopback, port: files)
            },
            resultHosts: [HostNames.results]
        )
    }
}
