/// The colour of a flat lossless picture.
package struct WebPPixel: Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8
    package var alpha: UInt8

    /// Makes a colour, opaque unless told otherwise.
    package init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// The same colour with another alpha.
    package func with(alpha: UInt8) -> WebPPixel {
        WebPPixel(red: red, green: green, blue: blue, alpha: alpha)
    }

    /// The complementary colour.
    package var complement: WebPPixel {
        WebPPixel(red: ~red, green: ~green, blue: ~blue, alpha: alpha)
    }
}
