internal import Dispatch
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Synchronization

/// Ends a run when somebody interrupts it or tells it to end: at once, with what was checked so far, or
/// in order when jobs are under way.
final class RunSignals {
    private let sources: [any DispatchSourceSignal]

    /// How long a report may take to be ended.
    private static let patience = Duration.seconds(3)

    /// What the signals end.
    struct Run: Sendable {
        let control: RunControl
        /// How long it may take to end in order.
        let patience: Duration
        /// Makes it end.
        let cancel: @Sendable () -> Void
        /// Says what is left to do, when it does not end in time.
        let giveUp: @Sendable () -> Void
    }

    /// Watches for signals.
    ///
    /// The second one, or a report that cannot be ended in time, ends the process without a report. A
    /// `run` that has jobs under way ends by itself, soon.
    init(_ report: OutputReport?, _ run: Run? = nil) {
        let queue = DispatchQueue(label: "signals", qos: .userInteractive, attributes: .concurrent)
        let reasons: [(signal: Int32, reason: ExitReason)] = [
            (SIGINT, .interrupted), (SIGTERM, .terminated),
        ]
        let count = Count()
        sources = reasons.map { signal, reason in
            Foundation.signal(signal, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                guard count.isFirst() else {
                    if run?.control.reason != nil {
                        Terminal.say(
                            "ended at once: what was being sent may have been accepted; the same command"
                                + " again, or preflight jobs resume, says what is known"
                        )
                    }
                    Self.exit(reason)
                }
                if let run, run.control.interrupt(reason) {
                    Terminal.say("interrupted: what is being sent is waited for a moment")
                    run.cancel()
                    queue.asyncAfter(deadline: .now() + run.patience.seconds) {
                        run.giveUp()
                        Self.exit(reason)
                    }
                    return
                }
                // Elsewhere, because a source waits for its handler before it tells of the next one.
                queue.async { Self.end(report, reason) }
            }
            source.resume()
            return source
        }
    }

    private static func end(_ report: OutputReport?, _ reason: ExitReason) -> Never {
        guard let report else { exit(reason) }
        let start = ContinuousClock.now
        while ContinuousClock.now - start < patience {
            if let reason = report.endIfAvailable([reason]) { exit(reason) }
            usleep(10_000)
        }
        exit(reason)
    }

    // Not by `exit`: other threads are still at work, and what it takes down may be in their hands.
    private static func exit(_ reason: ExitReason) -> Never {
        ReportFile.removeUnfinished()
        _exit(reason.rawValue)
    }

    deinit { for source in sources { source.cancel() } }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
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
