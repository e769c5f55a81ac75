/// The version of this tool, in one place.
public enum ToolVersion {
    /// The version as `--version` prints it.
    public static let text = "0.1.0"
}
