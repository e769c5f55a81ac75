internal import Foundation
internal import PreflightModel

/// SARIF 2.1.0, as GitHub's code scanning takes it.
///
/// Findings are results; doubts are notifications, with which the run was not successful.
struct SARIFReporter: WholeReporter {
    private let context: ReportContext

    /// GitHub refuses runs with more results than this.
    private static let mostResults = 25_000

    init(_ context: ReportContext) { self.context = context }

    func text(of report: Report, closing: String) -> [UInt8] {
        let remarks = report.remarksByLevel
        let findings = remarks.filter { $0.level != .doubt }
        var fingerprints = Fingerprints()
        let results = findings.prefix(Self.mostResults).map { finding in
            result(finding, justification: nil, &fingerprints)
        }
        let suppressed = report.subjects.lazy.flatMap { subject in
            subject.leftOut.compactMap { left in
                left.reason.map { reason in (Remark(left.finding, of: subject), reason) }
            }
        }
        .prefix(Self.mostResults - results.count)
        .map { remark, reason in result(remark, justification: reason, &fingerprints) }
        var notifications = remarks.filter { $0.level == .doubt }.map(notification)
        if findings.count > results.count {
            let words = "\(findings.count - results.count) findings more are not in this report"
            notifications.append(Notification(level: "warning", message: Message(text: words)))
        }
        let run = Run(
            tool: Tool(driver: Driver(rules: context.rules.map(descriptor))),
            invocations: [
                Invocation(
                    executionSuccessful: report.summary.doubts == 0 && report.summary.checked > 0,
                    exitCodeDescription: closing,
                    toolExecutionNotifications: notifications
                )
            ],
            results: results + suppressed
        )
        return JSONText.plain(Log(runs: [run]))
    }

    private func result(
        _ remark: Remark,
        justification: String?,
        _ fingerprints: inout Fingerprints
    ) -> Result {
        let identity = remark.file.map(context.identity) ?? ReportContext.commandLine
        return Result(
            ruleId: remark.rule.name.text,
            ruleIndex: context.rules.firstIndex { $0.name == remark.rule.name },
            level: remark.level.word,
            message: Message(text: sentence(of: remark)),
            locations: [location(of: remark)],
            partialFingerprints: [
                "primaryLocationLineHash": fingerprints.next(for: remark, in: identity)
            ],
            properties: Properties(
                found: remark.defect.foundText.neutralised,
                accepted: remark.defect.acceptedText.neutralised,
                remedy: remark.defect.remedyText.neutralised,
                subject: remark.subject.subject.neutralised
            ),
            suppressions: justification.map {
                [Suppression(justification: $0.neutralised)]
            }
        )
    }

    private func notification(_ doubt: Remark) -> Notification {
        Notification(
            level: "error",
            message: Message(text: sentence(of: doubt)),
            associatedRule: .init(id: doubt.rule.name.text),
            locations: [location(of: doubt)]
        )
    }

    private func sentence(of remark: Remark) -> String {
        let subject = remark.place.url.map { " (\($0))" } ?? ""
        return "\(remark.message)\(subject); \(remark.defect.remedyText)".neutralised
    }

    private func location(of remark: Remark) -> Location {
        let uri: String
        if let file = remark.file {
            uri =
                context.pathInRepository(file)?.percentEncodedPath
                ?? "file:///" + context.absolute(file).joined(separator: "/").percentEncodedPath
        } else {
            uri = ReportContext.commandLine
        }
        let span =
            remark.place.span ?? TextSpan(line: 1, column: 1, endLine: 1, endColumn: 2)
        return Location(
            physicalLocation: PhysicalLocation(
                artifactLocation: ArtifactLocation(uri: uri),
                region: Region(
                    startLine: span.line,
                    startColumn: span.column,
                    endLine: span.endLine,
                    endColumn: span.endColumn
                )
            ),
            logicalLocations: remark.pointer.map { pointer in
                [LogicalLocation(fullyQualifiedName: pointer.description.neutralised)]
            }
        )
    }

    private func descriptor(_ rule: RuleDescription) -> Descriptor {
        let reason = rule.reason.replacingOccurrences(of: "\n", with: " ")
        let source = "\(rule.evidence.kind.rawValue): \(rule.evidence.source)"
        let level =
            switch rule.objection {
            case .finding(let severity): severity.rawValue
            case .doubt: "error"
            }
        return Descriptor(
            id: rule.name.text,
            shortDescription: Message(text: rule.summary),
            fullDescription: Message(text: "\(rule.summary). \(reason)"),
            help: Help(
                text: "\(reason) Evidence: \(source). More: preflight explain \(rule.name)",
                markdown:
                    "\(reason.asMarkdown)\n\nEvidence: \(source.asMarkdown)\n\n`preflight explain \(rule.name)`"
            ),
            defaultConfiguration: .init(level: level)
        )
    }
}

extension Remark {
    /// A finding that is not told among the others.
    fileprivate init(_ finding: Finding, of subject: SubjectReport) {
        self.init(
            subject: subject,
            level: Level(finding.severity),
            rule: finding.rule,
            place: finding.place,
            defect: finding.defect
        )
    }
}

// The objects of the standard, with the members that are written (OASIS SARIF 2.1.0, section 3).

private struct Log: Encodable {
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }
}

private struct Run: Encodable {
    let tool: Tool
    let invocations: [Invocation]
    let results: [Result]
    let columnKind = "unicodeCodePoints"
    let automationDetails = AutomationDetails(id: "preflight/")
}

private struct AutomationDetails: Encodable { let id: String }

private struct Tool: Encodable { let driver: Driver }

private struct Driver: Encodable {
    let name = "preflight"
    let semanticVersion = ToolVersion.text
    let rules: [Descriptor]
}

private struct Descriptor: Encodable {
    struct Configuration: Encodable { let level: String }

    let id: String
    let shortDescription: Message
    let fullDescription: Message
    let help: Help
    let defaultConfiguration: Configuration
}

private struct Message: Encodable { let text: String }

private struct Help: Encodable {
    let text: String
    let markdown: String
}

private struct Invocation: Encodable {
    let executionSuccessful: Bool
    let exitCodeDescription: String
    let toolExecutionNotifications: [Notification]
}

private struct Notification: Encodable {
    struct Reference: Encodable { let id: String }

    let level: String
    let message: Message
    var associatedRule: Reference?
    var locations: [Location]?
}

private struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int?
    let level: String
    let message: Message
    let locations: [Location]
    let partialFingerprints: [String: String]
    let properties: Properties
    let suppressions: [Suppression]?
}

private struct Properties: Encodable {
    let found: String
    let accepted: String
    let remedy: String
    let subject: String
}

private struct Suppression: Encodable {
    let kind = "external"
    let justification: String
}

private struct Location: Encodable {
    let physicalLocation: PhysicalLocation
    let logicalLocations: [LogicalLocation]?
}

private struct LogicalLocation: Encodable { let fullyQualifiedName: String }

private struct PhysicalLocation: Encodable {
    let artifactLocation: ArtifactLocation
    let region: Region
}

private struct ArtifactLocation: Encodable { let uri: String }

private struct Region: Encodable {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int
}
