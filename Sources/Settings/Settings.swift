package import PreflightModel

/// A value of the configuration with the place that it came from.
package struct Setting<Value: Hashable & Sendable>: Hashable, Sendable {
    package let value: Value
    package let span: TextSpan

    /// Makes a value that was set at a place.
    package init(value: Value, span: TextSpan) {
        self.value = value
        self.span = span
    }
}

/// A key with what it is set to, such as a pattern with a model.
package struct SettingPair<Value: Hashable & Sendable>: Hashable, Sendable {
    package let key: Setting<String>
    package let setting: Setting<Value>
}

/// What a configuration file says.
///
/// What it leaves out is `nil` or empty.
package struct Settings: Hashable, Sendable {
    /// The name under which a configuration is looked for.
    package static let fileName = ".preflight.yaml"

    /// The file that the settings came from; paths in it are relative to its folder.
    package let file: String
    package internal(set) var model: Setting<ModelID>?
    /// Models for the files that fit a pattern.
    package internal(set) var models: [SettingPair<ModelID>] = []
    package internal(set) var schemas: [Setting<String>] = []
    package internal(set) var limits: Setting<LimitReading>?
    /// The names of the only rules whose findings are told; `nil` for all.
    package internal(set) var select: Setting<[String]>?
    /// The names of rules whose findings are not told.
    package internal(set) var ignore: [Setting<String>] = []
    /// Severities other than the rules' own.
    package internal(set) var severities: [SettingPair<Severity>] = []
    /// Patterns of what is left out of directories.
    package internal(set) var exclude: [Setting<String>] = []
    package internal(set) var failOn: Setting<FailureLimit>?
    /// Directories with copies of what addresses that begin with a text lead to.
    package internal(set) var map: [SettingPair<String>] = []
    /// Further reports, as `FORMAT=PATH`.
    package internal(set) var outputs: [SettingPair<String>] = []
    package internal(set) var concurrency: Setting<Int>?
    /// A file of certificates in PEM.
    package internal(set) var certificates: Setting<String>?
    /// Seconds that one attempt to fetch an address may take.
    package internal(set) var timeout: Setting<Int>?
    /// Seconds that one connection may take to be made.
    package internal(set) var connectTimeout: Setting<Int>?
    /// The largest number of jobs of a submission.
    package internal(set) var mostJobs: Setting<Int>?
    /// The largest sum of the lengths of their videos, in seconds.
    package internal(set) var mostSeconds: Setting<Int>?
    package internal(set) var highestCost: Setting<Fraction>?
    package internal(set) var suppressions: [Suppression] = []

    init(file: String) { self.file = file }
}

/// Why a configuration cannot be used.
package struct SettingsFault: Error, Hashable, Sendable {
    package let file: String
    package let span: TextSpan
    /// What is wrong, in words.
    package let reason: String

    /// Makes a fault at a place.
    package init(file: String, span: TextSpan, reason: String) {
        self.file = file
        self.span = span
        self.reason = reason
    }
}
