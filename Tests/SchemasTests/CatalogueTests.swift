import PreflightModel
import Testing

@testable import Schemas

private let pro = ModelID("bytedance/seedance-v1.5-pro/image-to-video")
private let lite = ModelID("bytedance/seedance-1-0/lite/image-to-video")
private let text = ModelID("bytedance/seedance-1-0/pro/fast/text-to-video")

/// The bounds that the provider's pages put on each image.
private func expectedRegion() throws -> AllowedRegion {
    let sides = Bounds([Bound(.below, Fraction(6000)), Bound(.above, Fraction(300))])
    return AllowedRegion(
        width: sides,
        height: sides,
        ratio: Bounds([
            Bound(.above, try #require(Fraction(2, over: 5))),
            Bound(.below, try #require(Fraction(5, over: 2))),
        ]),
        bytes: Bounds([
            Bound(
                .below,
                Fraction(30_000_000),
                generousLimit: Fraction(31_457_280),
                generousIncludesLimit: false
            )
        ])
    )
}

struct CatalogueTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try Catalogue() }

    private func property(_ name: String, of model: ModelID) throws -> Property {
        try #require(catalogue[model]?[name])
    }

    @Test func `three models are built in`() {
        #expect(catalogue.models == [lite, text, pro].sorted())
        #expect(Catalogue.defaultModel == pro)
        #expect(catalogue[ModelID("some/other")] == nil)
    }

    @Test(arguments: [
        (pro, ["prompt", "first_frame_image_url"]), (lite, ["prompt", "first_frame_image_url"]),
        (text, ["text"]),
    ])
    func `the required properties are those of the page`(model: ModelID, names: [String]) throws {
        let schema = try #require(catalogue[model])
        #expect(schema.properties.filter(\.isRequired).map(\.name) == names)
    }

    @Test(arguments: [
        (
            pro,
            [
                "prompt", "first_frame_image_url", "resolution", "ratio", "duration",
                "generate_audio", "camera_fixed",
            ]
        ),
        (
            lite,
            ["prompt", "first_frame_image_url", "last_frame_image_url", "resolution", "duration"]
        ),
        (text, ["text", "resolution", "ratio", "duration", "seed"]),
    ])
    func `the properties are those of the page`(model: ModelID, names: [String]) throws {
        #expect(try #require(catalogue[model]).properties.map(\.name) == names)
    }

    @Test(
        arguments: [
            (pro, "prompt", .string), (pro, "first_frame_image_url", .string),
            (pro, "resolution", .string), (pro, "ratio", .string), (pro, "duration", .integer),
            (pro, "generate_audio", .boolean), (pro, "camera_fixed", .boolean),
            (
                lite, "prompt",
                .string
            ), (lite, "last_frame_image_url", .string), (lite, "duration", .integer),
            (text, "text", .string), (text, "duration", .integer), (text, "seed", .integer),
        ] as [(ModelID, String, ValueType)]
    )
    func `each property has its type`(model: ModelID, name: String, type: ValueType) throws {
        #expect(try property(name, of: model).types == [type])
    }

    @Test(arguments: [
        (pro, "resolution", ["480p", "720p", "1080p"]),
        (lite, "resolution", ["480p", "720p", "1080p"]),
        (text, "resolution", ["480p", "720p", "1080p"]),
        (pro, "ratio", ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "adaptive"]),
        (text, "ratio", ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"]),
    ])
    func `a choice lists what it accepts`(model: ModelID, name: String, values: [String]) throws {
        #expect(try property(name, of: model).allowed.map(\.text) == values)
    }

    @Test(
        arguments: [(pro, 3...13, 4...12), (lite, 4...11, nil), (text, 1...13, 2...12)]
            as [(
                ModelID, ClosedRange<Int>, ClosedRange<Int>?
            )]
    )
    func `the duration is that of the page`(
        model: ModelID,
        tried: ClosedRange<Int>,
        accepted: ClosedRange<Int>?
    ) throws {
        let duration = try property("duration", of: model)
        guard let accepted else {
            #expect(duration.allowed.map(\.number) == [Fraction(5), Fraction(10)])
            return
        }
        for seconds in tried {
            let standing = duration.range.standing(of: Fraction(seconds))
            #expect(standing == (accepted.contains(seconds) ? .inside : .outside), "\(seconds)")
        }
    }

    @Test func `texts have their limits`() throws {
        #expect(try property("prompt", of: pro).length == 0...(.max))
        #expect(try property("prompt", of: pro).advisedLength == 500)
        #expect(try property("prompt", of: lite).length == 0...1900)
        #expect(try property("prompt", of: lite).advisedLength == nil)
        #expect(try property("text", of: text).length == 0...500)
    }

    @Test(arguments: [
        (pro, "first_frame_image_url"), (lite, "first_frame_image_url"),
        (lite, "last_frame_image_url"),
    ])
    func `each image has the seven rules of the page`(model: ModelID, name: String) throws {
        let media = try #require(try property(name, of: model).media)
        let expected = try expectedRegion()
        #expect(media.kind == .image)
        #expect(Set(media.region.width.all) == Set(expected.width.all))
        #expect(Set(media.region.height.all) == Set(expected.height.all))
        #expect(Set(media.region.ratio.all) == Set(expected.ratio.all))
        #expect(media.region.bytes == expected.bytes)
    }

    @Test func `the last frame does nothing at 1080p`() throws {
        let ineffective = try property("last_frame_image_url", of: lite).ineffective
        #expect(ineffective == .init(property: "resolution", value: "1080p"))
        #expect(try property("first_frame_image_url", of: lite).ineffective == nil)
    }

    @Test func `nothing in the built-in models is unknown`() throws {
        for model in catalogue.models {
            #expect(try #require(catalogue[model]).unevaluated.isEmpty, "\(model)")
        }
    }

    @Test func `a bare image is judged by the first media property`() throws {
        let region = try #require(catalogue[pro]).region
        #expect(try property("first_frame_image_url", of: pro).media?.region == region)
        #expect(try #require(catalogue[text]).region == AllowedRegion())
    }

    @Test func `free text is what a person writes`() throws {
        let free = try #require(catalogue[pro]).properties.filter(\.isFreeText).map(\.name)
        #expect(free == ["prompt"])
    }

    @Test func `an added schema comes before a built-in one`() throws {
        let added = try Catalogue(adding: [
            Schema(model: pro, properties: []), Schema(model: ModelID("a/b"), properties: []),
        ])
        #expect(added[pro]?.properties.isEmpty == true)
        #expect(added.models.count == 4)
        #expect(added.models == added.models.sorted())
    }
}
