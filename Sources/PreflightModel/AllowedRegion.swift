/// The images that a model accepts on one of its properties: bounds on four metrics.
public struct AllowedRegion: Hashable, Sendable {
    /// Bounds on the width, in pixels.
    public let width: Bounds
    /// Bounds on the height, in pixels.
    public let height: Bounds
    /// Bounds on width divided by height.
    public let ratio: Bounds
    /// Bounds on the file's size, in bytes.
    public let bytes: Bounds

    /// Makes a region; a metric without bounds accepts everything.
    public init(
        width: Bounds = Bounds(),
        height: Bounds = Bounds(),
        ratio: Bounds = Bounds(),
        bytes: Bounds = Bounds()
    ) {
        self.width = width
        self.height = height
        self.ratio = ratio
        self.bytes = bytes
    }

    /// The largest picture inside of `size` whose ratio is accepted, cut on one axis only.
    ///
    /// `nil` when the ratio is accepted already or when no such cut stays inside of the region.
    public func crop(of size: PixelSize) -> PixelSize? {
        guard let ratio = size.ratio else { return nil }
        let cut: PixelSize
        if let ceiling = self.ratio.ceiling, ratio >= ceiling {
            cut = PixelSize(
                width: Int(ceiling.scaled(size.height).roundedUp) &- 1,
                height: size.height
            )
        } else if let floor = self.ratio.floor, ratio <= floor {
            cut = PixelSize(
                width: size.width,
                height: Int(floor.inverse.scaled(size.width).roundedUp) &- 1
            )
        } else {
            return nil
        }
        return contains(cut) ? cut : nil
    }

    /// The smallest picture around `size` whose ratio is accepted, grown on one axis only.
    ///
    /// `nil` when the ratio is accepted already or when no such growth stays inside of the region.
    public func padding(of size: PixelSize) -> PixelSize? {
        guard let ratio = size.ratio else { return nil }
        let grown: PixelSize
        if let ceiling = self.ratio.ceiling, ratio >= ceiling {
            grown = PixelSize(
                width: size.width,
                height: max(
                    Int(ceiling.inverse.scaled(size.width).roundedDown) &+ 1,
                    height.least ?? 0
                )
            )
        } else if let floor = self.ratio.floor, ratio <= floor {
            grown = PixelSize(
                width: max(Int(floor.scaled(size.height).roundedDown) &+ 1, width.least ?? 0),
                height: size.height
            )
        } else {
            return nil
        }
        return contains(grown) ? grown : nil
    }

    private func contains(_ size: PixelSize) -> Bool {
        guard size.width > 0, let ratio = size.ratio else { return false }
        return width.standing(of: size.width) == .inside
            && height.standing(of: size.height) == .inside
            && self.ratio.standing(of: ratio) == .inside
    }
}

extension Fraction {
    /// One divided by the value; the value itself when it is not positive.
    fileprivate var inverse: Fraction { Fraction(denominator, over: numerator) ?? self }

    /// The value times a side in pixels; the value itself when that overflows.
    fileprivate func scaled(_ side: Int) -> Fraction { times(Int64(side)) ?? self }
}
