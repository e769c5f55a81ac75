internal import Dispatch
internal import Foundation
internal import PreflightModel
internal import Synchronization

/// Ends a run when somebody interrupts it or tells it to end: at once, with what was checked so far.
final class RunSignals {
    private let sources: [any DispatchSourceSignal]

    /// Watches for signals; the second one ends the process without a report.
    init(_ report: OutputReport) {
        let queue = DispatchQueue(label: "signals", qos: .userInteractive, attributes: .concurrent)
        let reasons: [(signal: Int32, reason: ExitReason)] = [
            (SIGINT, .interrupted), (SIGTERM, .terminated),
        ]
        let count = Count()
        sources = reasons.map { signal, reason in
            Foundation.signal(signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                guard count.isFirst() else { _exit(reason.rawValue) }
                Terminal.end(report.end([reason]))
            }
            source.resume()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}

/// Tells the first from all others.
private final class Count: Sendable {
    private let seen = Mutex(false)

    func isFirst() -> Bool {
        seen.withLock { seen in
            defer { seen = true }
            return !seen
        }
    }
}
