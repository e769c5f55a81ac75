internal import Documents
internal import Foundation
internal import Gathering
internal import Ledger
internal import PreflightModel
internal import Sandbox
internal import Submission

/// A way to the provider, or to an imitation of it: everything that a submission needs.
struct ModelAPI: Sendable {
    /// The word by which the ledger tells the provider from an imitation.
    let name: String
    let network: NetworkAccess
    let gateway: RunComfyGateway
    /// The address of the model API.
    var base: String { gateway.base }
    let policy: PollPolicy
    let resultHosts: [String]

    /// The largest result that is downloaded, as the provider's own clients have it.
    private static let largestResult = 2 << 30

    /// The provider itself, and hosts of images as the options of the lint have it.
    static func provider(
        token: String,
        _ lint: LintOptions = LintOptions()
    ) throws(PreflightError) -> ModelAPI {
        ModelAPI(
            name: "provider",
            network: .open(lint),
            gateway: try gateway(RunComfyGateway.defaultBase, token: token, roots: nil),
            policy: PollPolicy(),
            resultHosts: []
        )
    }

    /// The way to where a target is; a sandbox that is yet to be started is no target for this.
    static func at(_ target: SubmitOptions.Target) throws(PreflightError) -> ModelAPI {
        switch target {
        case .provider(let token): return try provider(token: token)
        case .runningSandbox(let readyFile): return try sandbox(try access(readyFile: readyFile))
        case .sandbox: throw PreflightError(.usage, "no sandbox is running: see --sandbox-at")
        }
    }

    /// What no real token is, and no word of an answer either.
    private static let sandboxToken = "token-of-the-sandbox"

    /// A running sandbox.
    ///
    /// It takes any token and no real one is read.
    static func sandbox(_ access: SandboxAccess) throws(PreflightError) -> ModelAPI {
        ModelAPI(
            name: "sandbox",
            network: .sandbox(access),
            gateway: try gateway(access.base, token: sandboxToken, roots: access.certificate),
            policy: PollPolicy(first: .milliseconds(20), longest: .milliseconds(100)),
            resultHosts: access.resultHosts
        )
    }

    /// What a sandbox wrote to its ready file.
    static func access(readyFile path: String) throws(PreflightError) -> SandboxAccess {
        do {
            let bytes = try FileContent.bytes(at: path)
            let access = try JSONDecoder().decode(SandboxAccess.self, from: Data(bytes))
            let addresses = access.hosts.map(\.address)
            // A file may not lead anywhere but to this machine.
            guard addresses.allSatisfy({ $0 == "127.0.0.1" }),
                access.base.hasPrefix("https://127.0.0.1:")
            else { throw PreflightError(.usage, "\(path) names a host that is not this machine") }
            return access
        } catch let error as PreflightError {
            throw error
        } catch {
            throw PreflightError(.usage, "\(path) is no ready file of a sandbox", cause: "\(error)")
        }
    }

    /// The part that carries payloads and brings results, with its ledger.
    func submitter(
        ledger: SubmissionLedger,
        results: ResultOptions,
        longestWait: Int,
        control: RunControl,
        news: @escaping @Sendable (JobNews) -> Void
    ) throws(PreflightError) -> Submitter {
        let fetcher = try network.fetcher()
        let store = ResultStore(
            folder: results.folder,
            additionalHosts: resultHosts + results.hosts,
            name: results.template,
            pause: policy.first
        ) { wanted, sink in
            guard let fetcher else { return .skipped }
            return await fetcher.download(
                wanted.url,
                from: wanted.offset,
                entityTag: wanted.entityTag,
                limit: Self.largestResult,
                trusting: wanted.isTrusted,
                to: sink
            )
        }
        return Submitter(
            target: name,
            gateway: gateway,
            ledger: ledger,
            store: store,
            policy: PollPolicy(
                first: policy.first,
                longest: policy.longest,
                failures: policy.failures,
                limit: .seconds(longestWait)
            ),
            isCalledOff: { control.reason != nil },
            tell: news
        )
    }

    private static func gateway(
        _ base: String,
        token: String,
        roots: String?
    ) throws(PreflightError) -> RunComfyGateway {
        do {
            return try RunComfyGateway(base: base, token: token, additionalRoots: roots) {
                WallClock.secondsSince1970()
            }
        } catch {
            throw PreflightError(.internalError, "TLS cannot be set up", cause: "\(error)")
        }
    }
}
