internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import Synchronization
internal import SystemPackage

/// One line on standard error that tells how far a run has come, while somebody watches.
///
/// It appears once the run has lasted half a second, and is gone when the run ends or anything else
/// is written.
final class ProgressBar: Sendable {
    /// What the run tells it.
    let progress: LintProgress

    private struct State {
        var isShown = false
        var isEnded = false
        /// Images, addresses and payload files that there are, once they are counted.
        var total: Int?
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now

    private static let firstShown = Duration.milliseconds(500)
    private static let pause = Duration.milliseconds(100)
    /// What takes longer is named.
    private static let slow = Duration.seconds(2)

    /// Begins to watch.
    init(_ progress: LintProgress) { self.progress = progress }

    /// Whether somebody watches standard error who wants to see it move.
    static func isWanted(environment: [String: String], isTerminal: Bool) -> Bool {
        let isCI = environment["CI"].map { !$0.isEmpty && $0 != "false" } ?? false
        return isTerminal && environment["TERM"] != "dumb" && !isCI
    }

    /// Shows the line again and again until the run ends; `count` finds out how much there is to do.
    func run(counting count: @escaping @Sendable () -> Int?) async {
        try? await Task.sleep(for: Self.firstShown)
        let counting = Task.detached { [weak self] in
            let total = count()
            self?.state.withLock { $0.total = total }
        }
        while !Task.isCancelled, show() { try? await Task.sleep(for: Self.pause) }
        counting.cancel()
    }

    /// Does something while the line is not there.
    func withoutLine(_ body: () -> Void) {
        state.withLock { state in
            clear(&state)
            body()
        }
    }

    /// Takes the line away for good.
    func end() {
        state.withLock { state in
            clear(&state)
            state.isEnded = true
        }
    }

    private func clear(_ state: inout State) {
        guard state.isShown else { return }
        state.isShown = false
        Self.write("\r\u{1b}[K")
    }

    private func show() -> Bool {
        state.withLock { state in
            guard !state.isEnded else { return false }
            let line = Self.line(progress.moment, of: state.total, after: .now - start)
            state.isShown = true
            Self.write("\r\u{1b}[K" + line.neutralisedLine.cut(to: Terminal.errorWidth - 1))
            return true
        }
    }

    private static func write(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    /// The line for a moment: how much of how much, how fast, how many bytes, what is slow, time left.
    static func line(
        _ moment: LintProgress.Moment,
        of total: Int?,
        after time: Duration,
        now: ContinuousClock.Instant = .now
    ) -> String {
        let seconds = max(time / .seconds(1), 0.001)
        let rate = Double(moment.checked) / seconds
        var parts = ["\(moment.checked.grouped) checked, \(Int(rate).grouped)/s"]
        if moment.bytes >= 1_000_000 { parts.append("\((moment.bytes / 1_000_000).grouped) MB") }
        if let total, total > 0 {
            let part = min(moment.begun / Double(total), 1)
            parts[0] = "\(Int(part * 100)) %, " + parts[0]
            if part > 0, part < 1 {
                let left = seconds / part * (1 - part)
                parts.append("\(Int(min(left, 1e9).rounded(.up)).asTime) left")
            }
        }
        if let slowest = moment.slowest, now - slowest.since > slow {
            parts.append("waiting for \(slowest.name)")
        }
        return parts.joined(separator: ", ")
    }
}

extension String {
    /// The beginning that takes at most so many display cells.
    fileprivate func cut(to cells: Int) -> String {
        guard displayWidth > cells else { return self }
        var text = ""
        for letter in self {
            guard (text + String(letter)).displayWidth < cells else { break }
            text.append(letter)
        }
        return text + "\u{2026}"
    }
}
