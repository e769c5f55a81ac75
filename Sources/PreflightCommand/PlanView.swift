internal import Foundation
internal import Preflight
internal import PreflightModel

/// A plan as a person reads it on standard error, before money is spent.
struct PlanView: Sendable {
    /// Whether the sums are all that is shown.
    let isBrief: Bool
    /// Whether all jobs are shown, however many.
    let showsAll: Bool
    /// Whether the requests are shown, too.
    let showsRequests: Bool

    /// So many jobs fit on a screen.
    private static let mostJobs = 20

    /// Shows a plan.
    func show(_ plan: SubmissionPlan) {
        var lines: [String] = []
        if !isBrief {
            lines += list(plan.jobs) { job in
                let length = job.seconds.map { "\($0) s" } ?? "unknown length"
                let size = job.resolution.map { ", \($0)" } ?? ""
                let cost = job.cost.map { ", \($0) USD" } ?? ""
                let times = job.earlier == 1 ? "once" : "\(job.earlier) times"
                let again = job.earlier > 0 ? ", submitted \(times) before, or perhaps" : ""
                return "  \(job.subject) for \(job.model), \(length)\(size)\(cost)\(again)"
            }
            let repeated = plan.accepted.filter { !$0.isNew }
            lines += list(repeated) { job in
                let reason = job.earlier > 0 ? "it was submitted before" : "it is here twice"
                return "  \(job.subject): not again, \(reason)"
            }
            lines += list(plan.leftOut) { "  \($0.subject): not submitted, \($0.reason)" }
        }
        let count = plan.jobs.count
        let seconds = plan.jobs.compactMap(\.seconds).reduce(0, +)
        let unknown = plan.jobs.contains { $0.seconds == nil } ? " and more" : ""
        let cost = plan.cost.map { "\($0) USD\(prices(of: plan))" } ?? "unknown"
        lines.append(
            "\(count) job\(count == 1 ? "" : "s") to be submitted, \(seconds) s of video\(unknown), "
                + "cost \(cost); \(plan.accepted.count - count) not again, "
                + "\(plan.leftOut.count) not accepted"
        )
        if showsRequests {
            lines += plan.jobs.map { "\n\($0.request)" }
        }
        Terminal.say(lines.joined(separator: "\n"))
    }

    /// How old the prices are: the provider may have changed them since.
    private func prices(of plan: SubmissionPlan) -> String {
        guard let second = plan.priced, !plan.jobs.isEmpty else { return "" }
        let day = Date(timeIntervalSince1970: Double(second))
            .formatted(.iso8601.year().month().day())
        return " by prices of \(day)"
    }

    private func list<Element>(_ elements: [Element], _ line: (Element) -> String) -> [String] {
        let shown = showsAll ? elements.count : Self.mostJobs
        let rest = elements.count - shown
        return elements.prefix(shown).map(line)
            + (rest > 0 ? ["  and \(rest) more; --verbose shows them"] : [])
    }
}
