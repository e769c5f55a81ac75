import Documents
import Foundation
import Gathering
import PreflightModel
import SystemPackage
import Testing

/// Inputs become subjects.
struct SubjectWalkerTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A subject that can be compared; images of a directory are told apart.
    private enum Walked: Equatable {
        case image(FilePath)
        case address(String)
        case payloads(FilePath, DocumentFormat, isNamed: Bool)
        case standardInput
        case unusable(name: String, Obstacle)
    }

    private func walk(_ inputs: String...) -> [Walked] {
        walk(inputs.map { .init(argument: $0) })
    }

    private func walk(_ inputs: [SubjectWalker.Input]) -> [Walked] {
        SubjectWalker(inputs).flatMap { subject -> [Walked] in
            switch subject {
            case .image(let path): [.image(path)]
            case .images(let images): images.paths.map { .image($0) }
            case .address(let url): [.address(url)]
            case .payloads(let path, let format, let isNamed):
                [.payloads(path, format, isNamed: isNamed)]
            case .standardInput: [.standardInput]
            case .unusable(let name, let obstacle): [.unusable(name: name, obstacle)]
            }
        }
    }

    /// The subjects below the folder, by their paths relative to it.
    private func namesBelow() -> [String] {
        let start = folder.path.string + "/"
        return walk(folder.path.string).map { subject in
            switch subject {
            case .image(let path), .payloads(let path, _, _):
                path.string.replacing(start, with: "")
            case .unusable(let name, let obstacle):
                name.replacing(start, with: "") + ": \(obstacle)"
            default: "\(subject)"
            }
        }
    }

    private func fill(_ names: String...) throws {
        for name in names { try folder.write(name, "x") }
    }

    // MARK: Arguments

    @Test(
        arguments: [
            ("-", SubjectWalker.Input.standardInput), ("./-", .path("./-")),
            ("https://example.org/a.png", .url("https://example.org/a.png")),
            ("HTTPS://example.org/a.png", .url("HTTPS://example.org/a.png")),
            ("http://example.org/a.png", .url("http://example.org/a.png")),
            ("https:a.png", .path("https:a.png")), ("a.png", .path("a.png")), ("", .path("")),
        ]
    )
    func `an argument is standard input, an address or a path`(
        text: String,
        input: SubjectWalker.Input
    ) {
        #expect(SubjectWalker.Input(argument: text) == input)
    }

    @Test func `a dash in a list is a file's name`() {
        #expect(SubjectWalker.Input(listed: [0x2d]) == .path("-"))
    }

    @Test func `addresses and standard input are passed on in their place`() throws {
        let file = try folder.write("a.png", "x").string
        #expect(
            walk("https://example.org/b.png", "-", file)
                == [.address("https://example.org/b.png"), .standardInput, .image(FilePath(file))]
        )
    }

    @Test func `an input that is not there is named`() {
        let path = folder.appending("none.png").string
        #expect(walk(path) == [.unusable(name: path, .notFound)])
        #expect(walk("") == [.unusable(name: "", .notFound)])
    }

    @Test func `a link without an end is named`() throws {
        let link = try folder.link("loop", to: "loop").string
        #expect(walk(link) == [.unusable(name: link, .linkLoop)])
    }

    @Test(.timeLimit(.minutes(1)))
    func `a FIFO is not opened`() throws {
        let fifo = try folder.makeFIFO("pipe.png")
        #expect(walk(fifo.string) == [.unusable(name: fifo.string, .notRegular)])
        #expect(namesBelow() == ["pipe.png: notRegular"])
    }

    @Test func `a named file is an image whatever its name is`() throws {
        let file = try folder.write("no-extension", "x")
        #expect(walk(file.string) == [.image(file)])
    }

    @Test(
        arguments: [
            ("a.json", DocumentFormat.json), ("a.ndjson", .ndjson), ("a.jsonl", .ndjson),
            ("a.yaml", .yaml), ("a.yml", .yaml), ("a.JSON", .json),
        ]
    )
    func `a payload file is known by its extension`(name: String, format: DocumentFormat) throws {
        let file = try folder.write(name, "{}")
        #expect(walk(file.string) == [.payloads(file, format, isNamed: true)])
        #expect(walk(folder.path.string) == [.payloads(file, format, isNamed: false)])
    }

    // MARK: Directories

    @Test func `entries come by name within each directory`() throws {
        try fill("b.png", "a/2.png", "a/10.png", "a/b/z.webp", "a.png", "B.jpg", "é.png", "c.json")
        #expect(
            namesBelow() == [
                "B.jpg", "a/10.png", "a/2.png", "a/b/z.webp", "a.png", "b.png", "c.json", "é.png",
            ]
        )
    }

    @Test func `hidden entries and other people's files are left out`() throws {
        try fill(".hidden.png", ".git/inside.png", "a.png", "notes.txt", "Makefile", "b/.c/d.png")
        #expect(namesBelow() == ["a.png"])
    }

    @Test func `what is hidden is checked when it is named`() throws {
        let file = try folder.write(".cache/.hidden.png", "x")
        #expect(walk(file.string) == [.image(file)])
        let hidden = folder.appending(".cache")
        try folder.write(".cache/a.png", "x")
        #expect(walk(hidden.string) == [.image(hidden.appending("a.png"))])
    }

    @Test(.timeLimit(.minutes(1)))
    func `a link that leads back up is followed no second time`() throws {
        try fill("a/b/c.png")
        try folder.link("a/b/up", to: "../..")
        try folder.link("a/self", to: ".")
        #expect(namesBelow() == ["a/b/c.png"])
    }

    @Test func `a directory that two links reach is entered once`() throws {
        try fill("target/c.png")
        try folder.link("again", to: "target")
        try folder.link("once-more", to: "target")
        #expect(namesBelow() == ["again/c.png"])
    }

    @Test func `a link out of the directory is followed`() throws {
        let other = try TemporaryFolder()
        try other.write("c.png", "x")
        try folder.link("away", to: other.path.string)
        #expect(namesBelow() == ["away/c.png"])
    }

    @Test func `a dangling link with an image's name is judged when it is opened`() throws {
        try folder.link("gone.png", to: "nowhere.png")
        try folder.link("gone", to: "nowhere")
        #expect(namesBelow() == ["gone.png"])
    }

    @Test func `a directory called like an image is an image that cannot be read`() throws {
        try fill("x.png/inside.png")
        #expect(namesBelow() == ["x.png: directory"])
        let path = folder.appending("x.png").string
        #expect(walk(path) == [.unusable(name: path, .directory)])
    }

    @Test func `a directory called like a payload file is a directory`() throws {
        try fill("x.json/inside.png")
        #expect(namesBelow() == ["x.json/inside.png"])
    }

    @Test(arguments: [[], ["notes.txt"], [".hidden.png"], ["a/b/notes.txt"]])
    func `a directory without anything of ours gives something to report`(names: [String]) throws {
        for name in names { try folder.write(name, "x") }
        let path = folder.path.string
        #expect(walk(path) == [.unusable(name: path, .nothingToCheck)])
    }

    @Test func `only the input without anything is reported`() throws {
        try fill("full/a.png")
        let (full, empty) = (folder.appending("full"), try folder.makeFolder("empty"))
        #expect(
            walk(empty.string, full.string, empty.string) == [
                .unusable(name: empty.string, .nothingToCheck), .image(full.appending("a.png")),
                .unusable(name: empty.string, .nothingToCheck),
            ]
        )
    }

    @Test func `a directory that is given twice holds the same both times`() throws {
        try fill("sub/a.png")
        let image = folder.appending("sub/a.png")
        let sub = folder.appending("sub")
        #expect(walk(sub.string, sub.string) == [.image(image), .image(image)])
        #expect(walk(folder.path.string, sub.string) == [.image(image), .image(image)])
    }

    @Test func `more images than are handed over together come one after the other`() throws {
        let names = (1000..<1600).map { "\($0).png" }
        for name in names { try folder.write("many/" + name, "x") }
        try fill("many/1300.json", "z.png")
        var expected = names.map { "many/" + $0 }
        expected.insert("many/1300.json", at: 300)
        #expect(namesBelow() == expected + ["z.png"])
    }

    // MARK: Lists

    @Test func `a list is read line by line`() throws {
        try fill("a.png", "sub/b.png", "-")
        let lines = [
            "\(folder.path)/a.png\r", "", "https://example.org/c.png", "\(folder.path)/sub",
        ]
        let list = try folder.write("list", lines.joined(separator: "\n")).string
        #expect(
            walk([.list(list), .url("d")]) == [
                .image(folder.appending("a.png")), .address("https://example.org/c.png"),
                .image(folder.appending("sub/b.png")), .address("d"),
            ]
        )
    }

    @Test func `where names end with NUL, line feeds are parts of them`() throws {
        try fill("a.png", "b\nc.png")
        let names = "\(folder.path)/b\nc.png\0\(folder.path)/a.png\0\0"
        let list = try folder.write("list", names).string
        let images = ["b\nc.png", "a.png"].map { Walked.image(folder.appending($0)) }
        #expect(walk([.list(list)]) == images)
    }

    @Test func `a mark may stand before the first line of a list`() throws {
        try fill("a.png")
        let list = try folder.write("list", "\u{feff}\(folder.path)/a.png\r\n\n").string
        #expect(walk([.list(list)]) == [.image(folder.appending("a.png"))])
    }

    @Test func `a list that is not there is named`() {
        #expect(walk([.list("/none")]) == [.unusable(name: "/none", .notFound)])
        #expect(walk([.list("/")]) == [.unusable(name: "/", .directory)])
    }

    // MARK: Names

    @Test func `names that are no UTF-8 are walked`() throws {
        let bytes: [UInt8] = [0x61, 0xFF, 0xFE, 0x2E, 0x70, 0x6E, 0x67]  // "a", rubbish, ".png"
        let name = unsafe FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
        let file = folder.path.pushing(name)
        let descriptor = try FileDescriptor.open(
            file,
            .writeOnly,
            options: [.create],
            permissions: [.ownerReadWrite]
        )
        try descriptor.close()
        #expect(walk(folder.path.string) == [.image(file)])
        #expect(measure(file, named: "x").content == .empty)
    }

    @Test(arguments: ["-rf.png", "--.png", "\u{1B}[31m.png", "new\nline.png", "a b.png", "#.png"])
    func `a name means nothing but itself`(name: String) throws {
        try fill(name)
        #expect(namesBelow() == [name])
    }

    @Test(arguments: [
        (["*.png"], ["a/d.jpg", "b.jpg"]), (["a"], ["b.jpg", "c.png"]),
        (["a/"], ["b.jpg", "c.png"]),
        (["a/*.png"], ["a/d.jpg", "b.jpg", "c.png"]), (["?.jpg"], ["a/e.png", "c.png"]),
        (["[bc].*"], ["a/d.jpg", "a/e.png"]), (["e*", "b*"], ["a/d.jpg", "c.png"]),
        ([], ["a/d.jpg", "a/e.png", "b.jpg", "c.png"]),
        (["A"], ["a/d.jpg", "a/e.png", "b.jpg", "c.png"]),
    ])
    func `what matches a pattern is left out of directories`(
        patterns: [String],
        left: [String]
    ) throws {
        let folder = try TemporaryFolder()
        for name in ["a/d.jpg", "a/e.png", "b.jpg", "c.png"] { try folder.write(name, "x") }
        let root = folder.path
        var found: [String] = []
        for subject in SubjectWalker([.path(root)], excluding: Exclusion(patterns)) {
            guard case .images(let images) = subject else { continue }
            found += images.paths.map { String($0.string.dropFirst(root.string.count + 1)) }
        }
        #expect(found == left)
    }

    @Test func `what is named is never left out`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("a.png", "x")
        let subjects = Array(SubjectWalker([.path(file)], excluding: Exclusion(["*.png"])))
        #expect(subjects.count == 1)
    }
}
