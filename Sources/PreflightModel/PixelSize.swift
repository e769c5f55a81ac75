/// Width and height of a picture, in pixels.
public struct PixelSize: Hashable, Sendable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int

    /// Makes a size of `width` x `height` pixels.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Width divided by height, exactly; `nil` when the height is zero.
    public var ratio: Fraction? { Fraction(Int64(width), over: Int64(height)) }

    /// The same picture after a quarter turn.
    public var turned: PixelSize { PixelSize(width: height, height: width) }
}
