internal import PreflightModel

/// What a value of the configuration may be.
///
/// One description reads the file and makes its JSON Schema, so that the two cannot differ.
indirect enum SettingShape: Sendable {
    case text
    case choice([String])
    case wholeNumber(ClosedRange<Int>)
    /// A number that need not be whole.
    case amount(ClosedRange<Int>)
    /// A day, as in `2026-11-30`.
    case day
    /// SHA-256 in 64 lower-case hexadecimal digits.
    case digest
    /// The name of a rule whose findings can be left out or weighed anew.
    case rule
    /// The beginning of https addresses, up to a slash.
    case addressPrefix
    /// A path below the folder of the configuration.
    case pathBelow
    /// One value, or a list of them.
    case list(SettingShape, isFilled: Bool = false)
    /// Any keys, each with a value.
    case table(keys: SettingShape, values: SettingShape)
    /// Known keys only; of the names in `oneOf` exactly one is there.
    case record([SettingKey], oneOf: [String] = [])
}

/// A key that is known, with what its value may be.
struct SettingKey: Sendable {
    let name: String
    let shape: SettingShape
    /// What it is for, in one clause.
    let summary: String
    var isRequired = false
}

extension SettingShape {
    /// The whole configuration.
    static func configuration(formats: [String]) -> SettingShape {
        .record([
            SettingKey(
                name: "model",
                shape: .text,
                summary: "the model for bare images and raw payloads"
            ),
            SettingKey(
                name: "models",
                shape: .table(keys: .text, values: .text),
                summary:
                    "the models for files whose path fits a pattern; the first that fits counts"
            ),
            SettingKey(
                name: "schemas",
                shape: .list(.text),
                summary: "files or directories of schemas besides the built-in ones"
            ),
            SettingKey(
                name: "limits",
                shape: .choice(LimitReading.allCases.map(\.rawValue)),
                summary: "how the provider's limits are read"
            ),
            SettingKey(
                name: "select",
                shape: .list(.rule, isFilled: true),
                summary: "the only rules whose findings are told"
            ),
            SettingKey(
                name: "ignore",
                shape: .list(.rule),
                summary: "rules whose findings are not told"
            ),
            SettingKey(
                name: "severity",
                shape: .table(
                    keys: .rule,
                    values: .choice(Severity.allCases.map(\.rawValue))
                ),
                summary: "severities other than the rules' own"
            ),
            SettingKey(
                name: "exclude",
                shape: .list(.text),
                summary: "patterns of what is left out of directories"
            ),
            SettingKey(
                name: "fail-on",
                shape: .choice(FailureLimit.allCases.map(\.rawValue)),
                summary: "from which severity on findings fail"
            ),
            SettingKey(
                name: "map",
                shape: .table(keys: .addressPrefix, values: .text),
                summary: "directories with copies of what addresses that begin so lead to"
            ),
            SettingKey(
                name: "outputs",
                shape: .table(keys: .choice(formats), values: .pathBelow),
                summary: "further reports and the files that they are written to"
            ),
            SettingKey(name: "network", shape: network, summary: "how addresses are fetched"),
            SettingKey(
                name: "submit",
                shape: ceilings,
                summary: "what a submission may come to; no consent lifts it"
            ),
            SettingKey(
                name: "suppress",
                shape: .list(suppression),
                summary: "findings that somebody decided to leave alone"
            ),
        ])
    }

    private static let network = SettingShape.record([
        SettingKey(
            name: "concurrency",
            shape: .wholeNumber(1...1024),
            summary: "how many addresses or payloads are in hand at once"
        ),
        SettingKey(
            name: "timeout",
            shape: .wholeNumber(1...3600),
            summary: "seconds that one attempt may take"
        ),
        SettingKey(
            name: "connect-timeout",
            shape: .wholeNumber(1...3600),
            summary: "seconds that one connection may take to be made"
        ),
        SettingKey(
            name: "ca-file",
            shape: .text,
            summary: "certificates in PEM that are trusted besides those of the system"
        ),
    ])

    private static let ceilings = SettingShape.record([
        SettingKey(
            name: "max-jobs",
            shape: .wholeNumber(0...1_000_000),
            summary: "the largest number of jobs"
        ),
        SettingKey(
            name: "max-seconds",
            shape: .wholeNumber(0...1_000_000),
            summary: "the largest sum of the lengths of their videos, in seconds"
        ),
        SettingKey(
            name: "max-cost",
            shape: .amount(0...1_000_000),
            summary: "the largest sum of their costs, in US dollars"
        ),
    ])

    private static let suppression = SettingShape.record(
        [
            SettingKey(
                name: "rule",
                shape: .rule,
                summary: "the rule whose findings are left out",
                isRequired: true
            ),
            SettingKey(
                name: "path",
                shape: .text,
                summary: "a pattern for the paths of the files, from the folder of this file"
            ),
            SettingKey(name: "sha256", shape: .digest, summary: "the bytes of the image"),
            SettingKey(name: "reason", shape: .text, summary: "why", isRequired: true),
            SettingKey(name: "expires", shape: .day, summary: "the last day on which it holds"),
        ],
        oneOf: ["path", "sha256"]
    )
}
