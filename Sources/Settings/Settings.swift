package import PreflightModel

/// A value of the configuration with the place that it came from.
package struct Setting<Value: Hashable & Sendable>: Hashable, Sendable {
    package let value: Value
    package let span: TextSpan
}

/// What a configuration file says.
///
/// What it leaves out is `nil`.
package struct Settings: Hashable, Sendable {
    /// The name under which a configuration is looked for.
    package static let fileName = ".preflight.yaml"

    /// The file that the settings came from; paths in it are relative to its folder.
    package let file: String
    package internal(set) var model: Setting<ModelID>?
    package internal(set) var limits: Setting<LimitReading>?
    package internal(set) var failOn: Setting<FailureLimit>?
    package internal(set) var schemas: [Setting<String>] = []
    /// Patterns of what is left out of directories.
    package internal(set) var exclude: [Setting<String>] = []
}

/// Why a configuration cannot be used.
package struct SettingsFault: Error, Hashable, Sendable {
    package let file: String
    package let span: TextSpan
    /// What is wrong, in words.
    package let reason: String
}
