/// The provider's name of a model, such as `bytedance/seedance-v1.5-pro/image-to-video`.
public struct ModelID: Hashable, Sendable, CustomStringConvertible, Comparable {
    /// The name as the provider writes it.
    public let description: String

    /// Takes a name as it was written.
    public init(_ text: String) { description = text }

    /// Orders names as their texts.
    public static func < (left: ModelID, right: ModelID) -> Bool {
        left.description < right.description
    }
}
