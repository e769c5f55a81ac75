import Testing

@testable import PreflightModel

struct AllowedRegionTests {
    private let ratioOnly: AllowedRegion
    private let provider: AllowedRegion

    init() throws {
        let ratio = Bounds([
            Bound(.above, try #require(Fraction(decimal: "0.4"))),
            Bound(.below, try #require(Fraction(decimal: "2.5"))),
        ])
        let sides = Bounds([Bound(.above, Fraction(300)), Bound(.below, Fraction(6000))])
        ratioOnly = AllowedRegion(ratio: ratio)
        provider = AllowedRegion(width: sides, height: sides, ratio: ratio)
    }

    @Test func `a picture that is too wide is cropped and padded`() {
        let size = PixelSize(width: 3200, height: 1000)
        #expect(provider.crop(of: size) == PixelSize(width: 2499, height: 1000))
        #expect(provider.padding(of: size) == PixelSize(width: 3200, height: 1281))
    }

    @Test func `a picture that is too tall is cropped and padded`() {
        let size = PixelSize(width: 1000, height: 3200)
        #expect(provider.crop(of: size) == PixelSize(width: 1000, height: 2499))
        #expect(provider.padding(of: size) == PixelSize(width: 1281, height: 3200))
    }

    @Test func `a picture on the limit is moved off it`() {
        let size = PixelSize(width: 2500, height: 1000)
        #expect(provider.crop(of: size) == PixelSize(width: 2499, height: 1000))
        #expect(provider.padding(of: size) == PixelSize(width: 2500, height: 1001))
    }

    @Test func `an accepted ratio needs neither`() {
        let size = PixelSize(width: 1920, height: 1080)
        #expect(provider.crop(of: size) == nil)
        #expect(provider.padding(of: size) == nil)
    }

    @Test func `a cut that would leave the accepted sides is not offered`() {
        let flat = PixelSize(width: 5000, height: 310)
        #expect(provider.crop(of: flat) == PixelSize(width: 774, height: 310))
        #expect(provider.crop(of: PixelSize(width: 5000, height: 300)) == nil)
        #expect(provider.padding(of: PixelSize(width: 6000, height: 1000)) == nil)
        #expect(provider.padding(of: PixelSize(width: 1000, height: 6000)) == nil)
    }

    @Test func `a picture without a height has no remedy`() {
        let size = PixelSize(width: 100, height: 0)
        #expect(size.ratio == nil)
        #expect(provider.crop(of: size) == nil)
        #expect(provider.padding(of: size) == nil)
    }

    @Test func `a crop that misses the other side of a narrow range is not offered`() throws {
        let region = AllowedRegion(
            ratio: Bounds([
                Bound(.above, Fraction(1)),
                Bound(.below, try #require(Fraction(decimal: "1.001"))),
            ])
        )
        #expect(region.crop(of: PixelSize(width: 800, height: 500)) == nil)
        let crop = region.crop(of: PixelSize(width: 8000, height: 5000))
        #expect(crop == PixelSize(width: 5004, height: 5000))
    }

    @Test func `a crop never leaves nothing`() throws {
        let tall = AllowedRegion(
            ratio: Bounds([Bound(.below, try #require(Fraction(decimal: "0.4")))])
        )
        let wide = AllowedRegion(ratio: Bounds([Bound(.above, Fraction(2))]))
        #expect(tall.crop(of: PixelSize(width: 1000, height: 1)) == nil)
        #expect(wide.crop(of: PixelSize(width: 1, height: 1000)) == nil)
    }

    @Test(arguments: [1, 2, 3, 7, 299, 301, 333, 640, 1000, 1024, 2399, 4001, 5999, 65_535])
    func `no larger crop and no smaller padding is accepted`(side: Int) throws {
        for other in stride(from: 1, through: 20_000, by: 37) {
            try check(PixelSize(width: side, height: other))
            try check(PixelSize(width: other, height: side))
        }
    }

    private func check(_ size: PixelSize) throws {
        let isAccepted = accepts(size)
        let crop = ratioOnly.crop(of: size)
        let padding = ratioOnly.padding(of: size)
        guard !isAccepted else {
            #expect(crop == nil && padding == nil, "\(size)")
            return
        }
        let grown = try #require(padding, "\(size)")
        #expect(accepts(grown), "\(size)")
        #expect(grown.width == size.width || grown.height == size.height)
        let isWide = size.width > size.height
        #expect(!accepts(isWide ? higher(grown, by: -1) : wider(grown, by: -1)), "\(size)")
        guard let crop else {
            // Nothing is left of a picture that is one pixel thin on the other axis.
            #expect(min(size.width, size.height) <= 1, "\(size)")
            return
        }
        #expect(accepts(crop), "\(size)")
        #expect(!accepts(isWide ? wider(crop, by: 1) : higher(crop, by: 1)), "\(size)")
    }

    // Written apart from the code under test: 0.4 < w / h < 2.5 in whole numbers.
    private func accepts(_ size: PixelSize) -> Bool {
        size.width > 0 && 5 * size.width > 2 * size.height && 2 * size.width < 5 * size.height
    }

    private func wider(_ size: PixelSize, by pixels: Int) -> PixelSize {
        PixelSize(width: size.width + pixels, height: size.height)
    }

    private func higher(_ size: PixelSize, by pixels: Int) -> PixelSize {
        PixelSize(width: size.width, height: size.height + pixels)
    }
}
