internal import Gathering
internal import PreflightModel
internal import Rules
internal import Synchronization
internal import SystemPackage

/// Applies a policy to the reports of a run and counts what its suppressions did.
final class ReportSelection: Sendable {
    private let policy: ReportPolicy
    private let current: FilePath
    private let folder: FilePath
    private let active: [Active]
    private let counts: Mutex<[Count]>

    private struct Active {
        let index: Int
        let suppression: Suppression
        let paths: PathPatterns?
    }

    private struct Count {
        var covered = 0
        var leftOut = 0
    }

    /// Begins a run in the folder `current`.
    init(_ policy: ReportPolicy, current: String) {
        self.policy = policy
        self.current = FilePath(current)
        folder = FilePath(policy.folder).lexicallyNormalized()
        active = policy.suppressions.enumerated().compactMap { index, suppression in
            guard !suppression.hasExpired(on: policy.today) else { return nil }
            guard case .paths(let pattern) = suppression.scope else {
                return Active(index: index, suppression: suppression, paths: nil)
            }
            return Active(index: index, suppression: suppression, paths: PathPatterns([pattern]))
        }
        counts = Mutex(Array(repeating: Count(), count: policy.suppressions.count))
    }

    /// Whether the policy tells any report in another way than it is.
    var changesReports: Bool { !policy.isPlain }

    /// The report as the policy tells it; `hash` gives the SHA-256 of a local image.
    func applied(to report: SubjectReport, hash: () -> String?) -> SubjectReport {
        guard changesReports else { return report }
        let covering = active.isEmpty ? [] : covering(report, hash)
        var used: Set<Int> = []
        var report = report
        report.select { finding in
            guard policy.tells(finding.rule.name) else { return .leaveOut(reason: nil) }
            let name = finding.rule.name.text
            if let active = covering.first(where: { $0.suppression.rule == name }) {
                used.insert(active.index)
                return .leaveOut(reason: active.suppression.reason)
            }
            return .tell(policy.severities[name] ?? finding.severity)
        }
        if !covering.isEmpty {
            counts.withLock { counts in
                for active in covering { counts[active.index].covered += 1 }
                for index in used { counts[index].leftOut += 1 }
            }
        }
        return report
    }

    /// What the suppressions did in the run so far.
    var cases: [SuppressionCase] {
        let counts = counts.withLock { $0 }
        return zip(policy.suppressions, counts).map { suppression, count in
            SuppressionCase(
                suppression,
                today: policy.today,
                covered: count.covered,
                leftOut: count.leftOut
            )
        }
    }

    // The bytes of an image are read only when a suppression names some.
    private func covering(_ report: SubjectReport, _ hash: () -> String?) -> [Active] {
        let path = report.path(below: folder, from: current)
        let isHashed = active.contains { $0.paths == nil }
        let digits = isHashed && report.kind == .image ? hash() : nil
        return active.filter { active in
            switch active.suppression.scope {
            case .paths: active.paths?.cover(path) ?? false
            case .sha256(let expected): digits == expected
            }
        }
    }
}

extension SubjectReport {
    /// The path of the file below a folder, or as it was given when it lies elsewhere.
    fileprivate func path(below folder: FilePath, from current: FilePath) -> String {
        let name: String
        switch kind {
        case .payload: name = String(subject[..<(subject.lastIndex(of: "#") ?? subject.endIndex)])
        case .address: return subject
        case .image, .input: name = subject
        }
        return FilePath(name).text(below: folder, from: current)
    }
}

extension FilePath {
    /// The path below a folder, or as it is when it lies elsewhere.
    func text(below folder: FilePath, from current: FilePath) -> String {
        var path = current.pushing(self).lexicallyNormalized()
        return path.removePrefix(folder) ? path.string : string
    }
}
