internal import Dispatch
internal import Foundation
internal import PreflightModel
internal import Synchronization

/// Ends a run when somebody interrupts it or tells it to end: at once, with what was checked so far.
final class RunSignals {
    private let sources: [any DispatchSourceSignal]

    /// How long a report may take to be ended.
    private static let patience = Duration.seconds(3)

    /// Watches for signals.
    ///
    /// The second one, or a report that cannot be ended in time, ends the process without a report.
    /// `advice` is what a person should know then.
    init(_ report: OutputReport, advice: String? = nil) {
        let queue = DispatchQueue(label: "signals", qos: .userInteractive, attributes: .concurrent)
        let reasons: [(signal: Int32, reason: ExitReason)] = [
            (SIGINT, .interrupted), (SIGTERM, .terminated),
        ]
        let count = Count()
        sources = reasons.map { signal, reason in
            Foundation.signal(signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                guard count.isFirst() else { Self.exit(reason) }
                if let advice { Terminal.say(advice) }
                // Elsewhere, because a source waits for its handler before it tells of the next one.
                queue.async {
                    let start = ContinuousClock.now
                    while ContinuousClock.now - start < Self.patience {
                        if let reason = report.endIfAvailable([reason]) { Self.exit(reason) }
                        usleep(10_000)
                    }
                    Self.exit(reason)
                }
            }
            source.resume()
            return source
        }
    }

    // Not by `exit`: other threads are still at work, and what it takes down may be in their hands.
    private static func exit(_ reason: ExitReason) -> Never {
        ReportFile.removeUnfinished()
        _exit(reason.rawValue)
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
