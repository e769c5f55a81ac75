package import PreflightModel

extension Schema {
    /// What can be a length at all; whatever a schema accepts, sums of it fit.
    private static let longestVideo = 0...1_000_000

    /// The length of the video that an input asks for, in seconds; `nil` when nothing says it.
    ///
    /// All models of the provider that have a length call it `duration` and give it in seconds.
    package func seconds(of input: Node) -> Int? {
        guard let duration = self["duration"], duration.types.contains(.integer),
            let seconds = (input["duration"] ?? duration.defaultValue)?.wholeNumber,
            Self.longestVideo.contains(seconds)
        else { return nil }
        return seconds
    }
}
