internal import PreflightModel

/// A finding or a doubt, with the subject that it is about.
struct Remark {
    /// How bad it is, from the least to the worst.
    enum Level: Int, Comparable, CaseIterable {
        case note, warning, doubt, error

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

        /// The word for it.
        var word: String {
            switch self {
            case .note: "note"
            case .warning: "warning"
            case .doubt: "doubt"
            case .error: "error"
            }
        }
    }

    let subject: SubjectReport
    let level: Level
    let rule: RuleDescription
    let place: Place
    let defect: Defect

    /// The file in which it is; `nil` for an address and for standard input.
    var file: String? {
        guard subject.kind != .address else { return nil }
        let file = place.file ?? subject.subject
        // Standard input has no name unless it was given one.
        return file == "-" ? nil : file
    }

    /// What is wrong, in one sentence.
    var message: String { rule.summary + ": " + defect.foundText }

    /// The place in a payload; `nil` when it is all of it.
    var pointer: JSONPointer? { place.pointer.flatMap { $0 == .root ? nil : $0 } }

    /// Whether it makes a run fail, or leaves it incomplete.
    func isFailure(_ limit: FailureLimit) -> Bool {
        switch level {
        case .doubt: false
        case .error: limit.severity.map { $0 <= .error } ?? false
        case .warning: limit.severity.map { $0 <= .warning } ?? false
        case .note: limit.severity.map { $0 <= .note } ?? false
        }
    }
}

extension SubjectReport {
    /// All that is told of the subject: findings, then doubts.
    var remarks: [Remark] {
        findings.map { finding in
            Remark(
                subject: self,
                level: Remark.Level(finding.severity),
                rule: finding.rule,
                place: finding.place,
                defect: finding.defect
            )
        }
            + doubts.map { doubt in
                Remark(
                    subject: self,
                    level: .doubt,
                    rule: doubt.rule,
                    place: doubt.place,
                    defect: doubt.defect
                )
            }
    }
}

extension Report {
    /// All that is told, the worst first and otherwise in the order of the subjects.
    var remarksByLevel: [Remark] {
        let remarks = subjects.flatMap(\.remarks)
        return Remark.Level.allCases.reversed().flatMap { level in
            remarks.filter { $0.level == level }
        }
    }
}

extension Remark.Level {
    /// The level of a finding.
    init(_ severity: Severity) {
        switch severity {
        case .note: self = .note
        case .warning: self = .warning
        case .error: self = .error
        }
    }
}
