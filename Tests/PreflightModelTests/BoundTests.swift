import Testing

@testable import PreflightModel

/// What the provider's models ask of an image.
private let sides = Bounds([Bound(.below, Fraction(6000)), Bound(.above, Fraction(300))])

struct BoundTests {
    @Test(
        arguments: [
            (0, .outside), (299, .outside), (300, .onTheLimit), (301, .inside), (5999, .inside),
            (6000, .onTheLimit), (6001, .outside),
        ] as [(Int, Bound.Standing)]
    )
    func `only the inclusive reading accepts the limit itself`(
        value: Int,
        standing: Bound.Standing
    ) {
        #expect(sides.standing(of: Fraction(value)) == standing)
    }

    @Test(
        arguments: [
            (2, 5, .onTheLimit), (4000, 9999, .inside), (3999, 10000, .outside),
            (5, 2, .onTheLimit),
            (25001, 10000, .outside), (24999, 10000, .inside), (1, 1, .inside),
        ] as [(Int64, Int64, Bound.Standing)]
    )
    func `a ratio stands exactly`(over: Int64, under: Int64, standing: Bound.Standing) throws {
        let bounds = Bounds([
            Bound(.above, try #require(Fraction(decimal: "0.4"))),
            Bound(.below, try #require(Fraction(decimal: "2.5"))),
        ])
        #expect(bounds.standing(of: try #require(Fraction(over, over: under))) == standing)
    }

    @Test(
        arguments: [
            (0, .inside), (29_999_999, .inside), (30_000_000, .onTheLimit),
            (31_457_279, .onTheLimit),
            (31_457_280, .outside), (.max, .outside),
        ] as [(Int, Bound.Standing)]
    )
    func `thirty megabytes have two readings`(bytes: Int, standing: Bound.Standing) {
        let bound = Bound(
            .below,
            Fraction(30_000_000),
            generousLimit: Fraction(31_457_280),
            generousIncludesLimit: false
        )
        #expect(Bounds([bound]).standing(of: Fraction(bytes)) == standing)
    }

    @Test(
        arguments: [(3, .outside), (4, .inside), (12, .inside), (13, .outside)]
            as [(
                Int, Bound.Standing
            )]
    )
    func `a bound that includes its limit has no value on it`(
        value: Int,
        standing: Bound.Standing
    ) {
        let bounds = Bounds([
            Bound(.above, Fraction(4), includesLimit: true),
            Bound(.below, Fraction(12), includesLimit: true),
        ])
        #expect(bounds.standing(of: Fraction(value)) == standing)
    }

    @Test func `an exclusive bound without a generous reading refuses its limit`() {
        let bound = Bound(.above, Fraction(7), generousIncludesLimit: false)
        #expect(bound.standing(of: Fraction(7)) == .outside)
        #expect(bound.standing(of: Fraction(8)) == .inside)
    }

    @Test func `the worst of several bounds decides`() {
        let bounds = Bounds([Bound(.below, Fraction(10)), Bound(.below, Fraction(5))])
        #expect(bounds.standing(of: Fraction(5)) == .onTheLimit)
        #expect(bounds.standing(of: Fraction(10)) == .outside)
        #expect(bounds.ceiling == Fraction(5))
    }

    @Test func `no bounds accept everything`() {
        #expect(Bounds().standing(of: Fraction(.max)) == .inside)
        #expect(Bounds().floor == nil)
        #expect(Bounds().greatest == nil)
    }

    @Test func `the whole numbers between exclusive bounds are named`() {
        #expect(sides.least == 301)
        #expect(sides.greatest == 5999)
        #expect(Bounds([Bound(.above, Fraction(0))]).least == 1)
    }
}
