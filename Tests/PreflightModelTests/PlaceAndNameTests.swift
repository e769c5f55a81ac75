import Testing

@testable import PreflightModel

struct JSONPointerTests {
    @Test(arguments: [
        ("a", "/a"), ("", "/"), ("a/b", "/a~1b"), ("m~n", "/m~0n"), ("~1", "/~01"), ("/~", "/~1~0"),
        ("~~//", "/~0~0~1~1"), ("é 🎬", "/é 🎬"), ("0", "/0"), ("/\u{301}", "/~1\u{301}"),
        ("~\u{301}", "/~0\u{301}"),
    ])
    func `a key is escaped by RFC 6901`(key: String, pointer: String) {
        let description = JSONPointer.root.appending(key: key).description
        #expect(Array(description.unicodeScalars) == Array(pointer.unicodeScalars))
    }

    @Test func `a pointer grows by keys and indices`() {
        let pointer = JSONPointer.root.appending(index: 0).appending(key: "images")
            .appending(index: 12)
        #expect(pointer.description == "/0/images/12")
        #expect(JSONPointer.root.description == "")
    }
}

struct NearestTests {
    private let properties = ["prompt", "ratio", "resolution", "duration", "first_frame_image_url"]

    @Test(arguments: [
        ("promt", "prompt"), ("Prompt", "prompt"), ("resoluton", "resolution"),
        ("first_frame_image", "first_frame_image_url"), ("RATIO", "ratio"),
    ])
    func `a misspelt name is recognised`(name: String, meant: String) {
        #expect(Nearest.names(to: name, among: properties).first == meant)
    }

    @Test(arguments: ["", "x", "zzzzzzzz", "aspect_ratio_of_the_picture"])
    func `a name that resembles nothing has no neighbour`(name: String) {
        #expect(Nearest.names(to: name, among: properties).isEmpty)
    }

    @Test func `the nearest comes first and equals are sorted`() {
        #expect(Nearest.names(to: "cat", among: ["rat", "bat", "cat"]) == ["cat", "bat", "rat"])
    }

    @Test func `names of any length are compared in bounded time`() {
        let long = String(repeating: "a", count: 100_000)
        #expect(Nearest.names(to: long, among: [long + "b", "c"]).isEmpty)
    }
}

struct JobTests {
    private let span = TextSpan(line: 1, column: 1, endLine: 1, endColumn: 2)
    private let model = ModelID("default/model")

    private func node(_ value: Node.Value) -> Node { Node(value, at: span) }

    private func object(_ members: [(String, Node.Value)]) -> Node {
        node(.object(members.map { Node.Member(key: $0, keySpan: span, value: node($1)) }))
    }

    @Test func `an object with an input is a job`() {
        let input = object([("prompt", .string("a"))])
        let document = object([("model", .string("some/model")), ("input", input.value)])
        let job = Job(document, at: .root, defaultModel: model)
        #expect(job.model == ModelID("some/model"))
        #expect(job.wrapper?.node["model"]?.text == "some/model")
        #expect(job.input == input)
        #expect(job.pointer.description == "/input")
    }

    @Test func `a job may leave out its model`() {
        let document = object([("input", .object([]))])
        let job = Job(document, at: .root.appending(index: 3), defaultModel: model)
        #expect(job.model == model)
        #expect(job.wrapper?.node["model"] == nil)
        #expect(job.pointer.description == "/3/input")
    }

    @Test func `a model that is no text is kept to be judged`() {
        let document = object([("model", .number("5")), ("input", .object([]))])
        let job = Job(document, at: .root, defaultModel: model)
        #expect(job.model == model)
        #expect(job.wrapper?.node["model"]?.value == .number("5"))
    }

    @Test func `an input that is no object is kept to be judged`() {
        let document = object([("input", .string("x"))])
        #expect(Job(document, at: .root, defaultModel: model).input.text == "x")
    }

    @Test(
        arguments: [
            .object([]), .null, .string("x"), .array([]), .bool(true), .number("1"),
        ] as [Node.Value]
    )
    func `anything else is the input itself`(value: Node.Value) {
        let job = Job(node(value), at: .root, defaultModel: model)
        #expect(job.model == model)
        #expect(job.wrapper?.node["model"] == nil)
        #expect(job.input.value == value)
        #expect(job.pointer == .root)
    }

    @Test func `a raw payload may have a property called model`() {
        let document = object([("model", .string("x")), ("prompt", .string("y"))])
        let job = Job(document, at: .root, defaultModel: model)
        #expect(job.model == model)
        #expect(job.input == document)
    }
}

struct NodeTests {
    @Test func `the last of two equal keys is taken, as most readers do`() {
        let span = TextSpan(line: 1, column: 1, endLine: 1, endColumn: 2)
        let members = ["1", "2"].map {
            Node.Member(key: "a", keySpan: span, value: Node(.number($0), at: span))
        }
        let node = Node(.object(members), at: span)
        #expect(node["a"]?.number == Fraction(2))
        #expect(node["b"] == nil)
        #expect(node.members?.count == 2)
    }
}
