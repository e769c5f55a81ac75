import Foundation
import PreflightModel
import Testing

@testable import Schemas

private func fixture(_ name: String) throws -> Schema {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/schemas/\(name)")
    return try Schema(json: Array(try Data(contentsOf: file)))
}

private func schema(_ properties: String, more: String = "") throws(SchemaFault) -> Schema {
    let json = #"{"model_id": "a/b", "input_schema": {\#(more)"properties": {\#(properties)}}}"#
    return try Schema(json: Array(json.utf8))
}

private func unevaluated(_ property: String) throws -> [String] {
    try schema(#""p": \#(property)"#).unevaluated.map { "\($0.property) \($0.rule)" }
}

struct SchemaReaderTests {
    @Test func `frame json is read`() throws {
        let schema = try fixture("frame.json")
        #expect(schema.model == ModelID("example/frame-to-video"))
        #expect(schema.properties.map(\.name) == ["prompt", "frame", "thumbnail", "speed"])
        #expect(schema.properties.filter(\.isRequired).map(\.name) == ["prompt", "frame"])
        #expect(schema["prompt"]?.length == 0...80)
        #expect(schema["frame"]?.media?.kind == .image)
        #expect(schema["frame"]?.media?.region.width.all == [Bound(.below, Fraction(700))])
        #expect(schema["frame"]?.media?.region.height.all.isEmpty == true)
        #expect(schema["thumbnail"]?.media?.region.bytes.ceiling == Fraction(1000))
        #expect(schema["speed"]?.allowed.map(\.text) == ["slow", "quick"])
        #expect(schema.unevaluated.isEmpty)
        #expect(schema.region == schema["frame"]?.media?.region)
    }

    @Test func `unknown-rule json reports its rule and keeps the others`() throws {
        let schema = try fixture("unknown-rule.json")
        #expect(schema.unevaluated == [.init(property: "frame", rule: "colour_depth<")])
        #expect(schema["frame"]?.media?.region.width.ceiling == Fraction(700))
    }

    @Test(arguments: [
        (#""contains""#, #"{"contains": {}}"#), (#""pattern""#, #"{"pattern": "x"}"#),
        (#""const""#, #"{"const": 1}"#), (#""anyOf""#, #"{"anyOf": []}"#),
        (
            #""$ref""#,
            ##"{"$ref": "#/x"}"##
        ), (#""uniqueItems""#, #"{"uniqueItems": true}"#),
    ])
    func `an unknown keyword is reported`(keyword: String, property: String) throws {
        let name = keyword.filter { $0 != "\"" }
        #expect(try unevaluated(property) == ["p \(name)"])
    }

    @Test func `an unknown keyword of the whole schema is reported`() throws {
        let schema = try schema("", more: #""additionalProperties": false, "oneOf": [], "#)
        #expect(schema.unevaluated.map(\.rule) == ["additionalProperties", "oneOf"])
        #expect(schema.unevaluated.allSatisfy { $0.property.isEmpty })
    }

    @Test func `annotations are not reported`() throws {
        let property = """
            {"type": "string", "title": "T", "description": "D", "default": "", "examples": [],
             "deprecated": true, "$comment": "C", "x-order": 1}
            """
        #expect(try unevaluated(property).isEmpty)
    }

    @Test(arguments: [
        (#"{"type": "text"}"#, "p type text"), (#"{"type": 5}"#, "p type"),
        (#"{"format": "uri"}"#, "p format uri"), (#"{"maxLength": "500"}"#, "p maxLength"),
        (#"{"maxLength": -1}"#, "p maxLength"), (#"{"minLength": 1.5}"#, "p minLength"),
        (#"{"minimum": "4"}"#, "p minimum"),
        (
            #"{"exclusiveMaximum": true}"#,
            "p exclusiveMaximum"
        ), (#"{"multipleOf": null}"#, "p multipleOf"),
        (#"{"maximum": 1e400}"#, "p maximum"), (#"{"enum": "a"}"#, "p enum"),
        (#"{"maxItems": []}"#, "p maxItems"), (#"{"validations": {}}"#, "p validations"),
        (#"{"items": []}"#, "p items"),
        (
            #"{"items": {"type": "string", "enum": ["a"]}}"#,
            "p items.enum"
        ), (#"{"items": {"type": "tuple"}}"#, "p type tuple"),
    ])
    func `what cannot be evaluated is never passed silently`(property: String, rule: String) throws
    {
        #expect(try unevaluated(property) == [rule])
    }

    @Test func `a list of required names that is none is reported`() throws {
        #expect(try schema("", more: #""required": "p", "#).unevaluated.map(\.rule) == ["required"])
    }

    @Test func `types may be listed`() throws {
        let schema = try schema(#""p": {"type": ["string", "null"]}, "q": {}"#)
        #expect(schema["p"]?.types == [.string, .null])
        #expect(schema["q"]?.types.isEmpty == true)
        #expect(schema["q"]?.isRequired == false)
    }

    @Test(
        arguments: [
            (#"{"minimum": 4}"#, [3, 4, 5], [.outside, .inside, .inside]),
            (#"{"maximum": 4}"#, [3, 4, 5], [.inside, .inside, .outside]),
            (#"{"exclusiveMinimum": 4}"#, [3, 4, 5], [.outside, .outside, .inside]),
            (#"{"exclusiveMaximum": 4}"#, [3, 4, 5], [.inside, .outside, .outside]),
        ] as [(String, [Int], [Bound.Standing])]
    )
    func `bounds on numbers have one reading`(
        property: String,
        values: [Int],
        standings: [Bound.Standing]
    ) throws {
        let range = try #require(try schema(#""p": \#(property)"#)["p"]).range
        #expect(values.map { range.standing(of: Fraction($0)) } == standings)
    }

    @Test func `lengths, counts and factors are read`() throws {
        let schema = try schema(
            #""p": {"minLength": 2, "maxLength": 3.0, "multipleOf": 0.5}, "#
                + #""q": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 4}"#
        )
        #expect(schema["p"]?.length == 2...3)
        #expect(schema["p"]?.multipleOf == Fraction(1, over: 2))
        #expect(schema["q"]?.count == 1...4)
        #expect(schema["q"]?.itemTypes == [.integer])
        #expect(schema.unevaluated.isEmpty)
    }

    @Test func `limits that contradict each other do not trap`() throws {
        let schema = try schema(#""p": {"minLength": 9, "maxLength": 3}"#)
        #expect(schema["p"]?.length == 9...9)
    }

    @Test(
        arguments: [
            (#"{"format": "image_uri"}"#, .image), (#"{"format": "video_uri"}"#, .video),
            (#"{"format": "audio_uri"}"#, .audio), (#"{"format": "image_uris"}"#, .image),
            (#"{"type": "array", "items": {"type": "string", "format": "image_uri"}}"#, .image),
            (
                #"{"validations": [{"validation_rule": "width_pixels<", "validation_value": 5}]}"#,
                .image
            ), (#"{"type": "string"}"#, nil), (#"{"validations": []}"#, nil),
        ] as [(String, Property.Media.Kind?)]
    )
    func `media properties are told by their format or their rules`(
        property: String,
        kind: Property.Media.Kind?
    ) throws {
        #expect(try schema(#""p": \#(property)"#)["p"]?.media?.kind == kind)
    }

    @Test func `an array of images has its rules for each`() throws {
        let schema = try schema(
            #""p": {"type": "array", "format": "image_uris", "items": {"type": "string"}, "#
                + #""maxItems": 3, "validations": "#
                + #"[{"validation_rule": "height_pixels>", "validation_value": 9}]}"#
        )
        let property = try #require(schema["p"])
        #expect(property.media?.region.height.floor == Fraction(9))
        #expect(property.count == 0...3)
        #expect(!property.isFreeText)
        #expect(schema.unevaluated.isEmpty)
    }

    @Test(arguments: [
        "", "{", "[]", "{}", "null", #"{"model_id": "a"}"#, #"{"model_id": 5, "input_schema": {}}"#,
        #"{"model_id": "a", "input_schema": {}}"#,
        #"{"model_id": "a", "input_schema": {"properties": []}}"#,
        #"{"model_id": "a", "input_schema": {"properties": {"p": true}}}"#,
        #"{"input_schema": {"properties": {}}}"#,
    ])
    func `a damaged schema is refused`(text: String) {
        #expect(throws: SchemaFault.self) { try Schema(json: Array(text.utf8)) }
    }

    @Test func `a damaged schema says where`() {
        let place = TextSpan(line: 2, column: 1, endLine: 2, endColumn: 1)
        #expect(throws: SchemaFault.document(DocumentProblem(.endsEarly, at: place))) {
            try Schema(json: Array("{\n".utf8))
        }
        let key = TextSpan(line: 1, column: 53, endLine: 1, endColumn: 56)
        #expect(throws: SchemaFault.missing("p", key)) { try schema(#""p": 1"#) }
    }
}

struct ValidationGrammarTests {
    private func media(_ rules: String) throws -> (region: AllowedRegion, unknown: [String]) {
        let read = try schema(#""p": {"format": "image_uri", "validations": [\#(rules)]}"#)
        return (try #require(read["p"]?.media).region, read.unevaluated.map(\.rule))
    }

    private func rule(_ rule: String, _ value: String) -> String {
        #"{"validation_rule": "\#(rule)", "validation_value": \#(value)}"#
    }

    @Test func `each metric has both sides`() throws {
        let (region, unknown) = try media(
            [
                rule("width_pixels<", "10"), rule("width_pixels>", "1"),
                rule("height_pixels<", "20"), rule("height_pixels>", "2"),
                rule("width/height<", "2.5"), rule("width/height>", "0.4"),
                rule("file_size_mb<", "3"), rule("file_size_mb>", "0.5"),
            ].joined(separator: ",")
        )
        #expect(unknown.isEmpty)
        #expect(region.width.ceiling == Fraction(10))
        #expect(region.width.floor == Fraction(1))
        #expect(region.height.ceiling == Fraction(20))
        #expect(region.height.floor == Fraction(2))
        #expect(region.ratio.ceiling == Fraction(5, over: 2))
        #expect(region.ratio.floor == Fraction(2, over: 5))
        #expect(region.bytes.ceiling == Fraction(3_000_000))
        #expect(region.bytes.floor == Fraction(500_000))
        #expect(region.bytes.all.first?.generousLimit == Fraction(3_145_728))
        #expect(region.bytes.all.last?.generousLimit == Fraction(500_000))
    }

    @Test(arguments: [
        "width_pixels", "width_pixels<=", "width_pixels=", "<", "", "Width_pixels<", "width<",
        "width_pixels <", " width_pixels<", "width_pixels<>", "fps<", "file_size<", "height/width<",
    ])
    func `an unknown rule is reported`(name: String) throws {
        let (region, unknown) = try media(rule(name, "5"))
        #expect(unknown == [name])
        #expect(region == AllowedRegion())
    }

    @Test(arguments: [
        "null", "true", "[5]", "{}", "\"\"", "\"five\"", "\"5px\"", "\"05\"", "1e400",
    ])
    func `a rule without a number is reported`(value: String) throws {
        let (region, unknown) = try media(rule("width_pixels<", value))
        #expect(unknown == ["width_pixels<"])
        #expect(region == AllowedRegion())
    }

    @Test func `a rule whose bytes overflow is reported`() throws {
        let (_, unknown) = try media(rule("file_size_mb<", "9223372036854775807"))
        #expect(unknown == ["file_size_mb<"])
    }

    @Test func `a number may be a text`() throws {
        let (region, unknown) = try media(rule("width/height<", "\"2.5\""))
        #expect(unknown.isEmpty)
        #expect(region.ratio.ceiling == Fraction(5, over: 2))
    }

    @Test(arguments: ["{}", "5", "null", #"{"validation_rule": 5, "validation_value": 5}"#])
    func `an entry without a rule is reported`(entry: String) throws {
        #expect(try media(entry).unknown == [""])
    }

    @Test func `a rule that stands twice applies twice`() throws {
        let rules = rule("width_pixels<", "10") + "," + rule("width_pixels<", "7")
        #expect(try media(rules).region.width.ceiling == Fraction(7))
    }
}
