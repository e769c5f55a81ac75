/// Which of the provider's two readings of its limits is applied (`--limits`).
public enum LimitReading: String, Hashable, Sendable, CaseIterable {
    /// As the operators say: `<` and `>`; 1 MB is 1,000,000 bytes.
    case strict
    /// As the provider's messages say: the limit itself is accepted; 1 MB may be 1,048,576 bytes.
    case inclusive
}

/// One side of an allowed range, with both readings of where it ends.
public struct Bound: Hashable, Sendable {
    /// On which side of the bound the accepted values lie.
    public enum Side: Hashable, Sendable {
        /// Accepted values are smaller.
        case below
        /// Accepted values are larger.
        case above
    }

    /// Where a value stands to the bound.
    public enum Standing: Hashable, Sendable {
        /// Both readings accept it.
        case inside
        /// Only the inclusive reading accepts it.
        case onTheLimit
        /// Neither reading accepts it.
        case outside
    }

    /// On which side the accepted values lie.
    public let side: Side
    /// The limit by the strict reading.
    public let limit: Fraction
    /// Whether the strict reading accepts ``limit`` itself.
    public let includesLimit: Bool
    /// The limit by the most generous reading.
    public let generousLimit: Fraction
    /// Whether the generous reading accepts ``generousLimit`` itself.
    public let generousIncludesLimit: Bool

    /// Makes a bound whose generous reading is `generousLimit`, or the limit itself when left out.
    public init(
        _ side: Side,
        _ limit: Fraction,
        includesLimit: Bool = false,
        generousLimit: Fraction? = nil,
        generousIncludesLimit: Bool = true
    ) {
        self.side = side
        self.limit = limit
        self.includesLimit = includesLimit
        self.generousLimit = generousLimit ?? limit
        self.generousIncludesLimit = generousIncludesLimit
    }

    /// Where `value` stands to this bound.
    public func standing(of value: Fraction) -> Standing {
        standing(of: value.numerator, over: value.denominator)
    }

    /// Where `numerator / denominator` stands to this bound; the denominator is positive.
    func standing(of numerator: Int64, over denominator: Int64) -> Standing {
        func isInside(_ limit: Fraction, _ includesLimit: Bool) -> Bool {
            let order = limit.order(to: numerator, over: denominator)
            return order == 0 ? includesLimit : (side == .below) == (order > 0)
        }
        if isInside(limit, includesLimit) { return .inside }
        return isInside(generousLimit, generousIncludesLimit) ? .onTheLimit : .outside
    }
}

/// The bounds of one metric; a value must obey all of them.
public struct Bounds: Hashable, Sendable {
    /// The bounds, in the schema's order.
    public let all: [Bound]

    /// Makes a set of bounds.
    public init(_ all: [Bound] = []) { self.all = all }

    /// The worst standing of a whole number to any of the bounds.
    public func standing(of value: Int) -> Bound.Standing {
        standing(of: Int64(value), over: 1)
    }

    /// The worst standing of a number to any of the bounds.
    public func standing(of value: Fraction) -> Bound.Standing {
        standing(of: value.numerator, over: value.denominator)
    }

    /// The worst standing of width divided by height; a picture without a height has none.
    public func standing(ofRatio size: PixelSize) -> Bound.Standing? {
        guard size.height > 0 else { return nil }
        return standing(of: Int64(size.width), over: Int64(size.height))
    }

    private func standing(of numerator: Int64, over denominator: Int64) -> Bound.Standing {
        var worst = Bound.Standing.inside
        for bound in all {
            switch bound.standing(of: numerator, over: denominator) {
            case .inside: continue
            case .onTheLimit: worst = .onTheLimit
            case .outside: return .outside
            }
        }
        return worst
    }

    /// The same bounds as one reading of the provider's documents has them.
    public func read(_ reading: LimitReading) -> Bounds {
        guard reading == .inclusive else { return self }
        return Bounds(
            all.map {
                Bound($0.side, $0.generousLimit, includesLimit: $0.generousIncludesLimit)
            }
        )
    }

    /// The largest limit that values must exceed, if any.
    public var floor: Fraction? { all.filter { $0.side == .above }.map(\.limit).max() }

    /// The smallest limit that values must stay under, if any.
    public var ceiling: Fraction? { all.filter { $0.side == .below }.map(\.limit).min() }

    /// The smallest whole number that exclusive bounds accept.
    public var least: Int? { floor.map { Int($0.roundedDown) &+ 1 } }

    /// The largest whole number that exclusive bounds accept.
    public var greatest: Int? { ceiling.map { Int($0.roundedUp) &- 1 } }
}

extension Fraction {
    /// The largest whole number that is not above the value.
    public var roundedDown: Int64 {
        let quotient = numerator / denominator
        return numerator % denominator < 0 ? quotient - 1 : quotient
    }

    /// The smallest whole number that is not below the value.
    public var roundedUp: Int64 {
        let quotient = numerator / denominator
        return numerator % denominator > 0 ? quotient + 1 : quotient
    }
}
