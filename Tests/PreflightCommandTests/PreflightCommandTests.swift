import Foundation
import SampleImages
import Testing

@testable import PreflightCommand

/// The binary itself, as a user runs it.
struct Command {
    let code: Int32
    let output: String
    let errors: String

    static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

    /// The binary beside the tests.
    static let binary: URL = {
        let products =
            Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
            ?? Bundle.main.bundleURL
        let folder =
            products.pathExtension == "xctest" ? products.deletingLastPathComponent() : products
        return folder.appending(path: "preflight")
    }()

    /// Runs the binary to its end.
    init(
        _ arguments: String...,
        binary: URL = Self.binary,
        input: String? = nil,
        environment: [String: String] = [:],
        folder: URL = Self.root
    ) throws {
        try self.init(
            list: arguments,
            binary: binary,
            input: input,
            environment: environment,
            folder: folder
        )
    }

    /// Runs a binary to its end.
    ///
    /// Nothing of the caller's environment but PATH and HOME is there.
    init(
        list arguments: [String],
        binary: URL,
        input: String? = nil,
        environment: [String: String] = [:],
        folder: URL
    ) throws {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let kept = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME"].contains($0.key) }
        process.environment = kept.merging(environment) { _, new in new }
        let scratch = FileManager.default.temporaryDirectory
            .appending(path: "preflight-streams-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        // Files and not pipes: nothing can wait for a reader.
        func stream(_ name: String, _ text: String = "") throws -> URL {
            let url = scratch.appending(path: name)
            try Data(text.utf8).write(to: url)
            return url
        }
        let (out, err) = (try stream("out"), try stream("err"))
        process.standardInput = try FileHandle(forReadingFrom: try stream("in", input ?? ""))
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        try process.run()
        process.waitUntilExit()
        code = process.terminationStatus
        output = String(decoding: try Data(contentsOf: out), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: err), as: UTF8.self)
    }
}

@Suite struct `The exit code` {
    @Test func `is 0 for a good image and says so`() throws {
        let run = try Command("lint", "Fixtures/images/accepted-png.png")
        #expect(run.code == 0)
        #expect(run.output.hasSuffix("exit 0: done\n"))
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: ["human", "concise", "json", "ndjson"])
    func `is 1 for a finding in every format`(format: String) throws {
        #expect(try Command("lint", "Fixtures/images", "--format", format).code == 1)
    }

    @Test(
        arguments: [
            ("error", "warning", 0), ("warning", "warning", 1), ("note", "warning", 1),
            ("never", "error", 0), ("error", "error", 1), ("note", "note", 1),
            ("warning", "note", 0),
        ] as [(String, String, Int32)]
    )
    func `follows --fail-on`(limit: String, severity: String, code: Int32) throws {
        let names = [
            "error": "empty-file.png", "warning": "cmyk-image-adobe.jpg",
            "note": "rotated-by-exif-6.jpg",
        ]
        let name = try #require(names[severity])
        let run = try Command("lint", "Fixtures/images/\(name)", "--fail-on", limit)
        #expect(run.code == code)
    }

    @Test(arguments: [
        ["lint"], ["lint", "--nonsense", "."], ["nonsense"], ["lint", "--format", "xml", "."],
        ["lint", "--model", "nobody/knows", "."], ["lint", "--schema", "/nonexistent", "."],
        ["lint", "--config", "/nonexistent", "."], ["submit", "--sandbox", "--offline", "."],
        ["lint", "--limits", "loose", "."], ["lint", "-", "-"], ["lint", "-", "--files-from", "-"],
        ["submit", "--sandbox", "--sandbox-at", "x", "."],
        ["jobs", "show", "1", "--ledger", "/dev/null/x"], ["explain"], ["explain", "widht"],
        ["rules", "x"], ["rules", "--format", "xml"], ["models", "seedance"],
    ])
    func `is 2 for a usage error, told on standard error`(arguments: [String]) throws {
        let run = try Command.run(arguments)
        #expect(run.code == 2)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test func `is 0 for what is told of rules and models`() throws {
        let run = try Command("rules", "--format", "json")
        let rules = try #require(try JSON(run.output)?["rules"]?.list)
        let names = rules.compactMap { $0["name"]?.text }
        let lines = try Command("rules").output.split(separator: "\n")
        #expect(lines.map { String($0.prefix { $0 != " " }) } == names)
        #expect(names.count > 50)
        let page = try Command("explain", "width-out-of-range")
        #expect(page.code == 0 && page.output.hasPrefix("width-out-of-range (error)\n"))
        let models = try Command("models").output.split(separator: "\n")
        #expect(models.count == 3)
        let model = try #require(models.first)
        let table = try Command("models", String(model))
        #expect(table.code == 0 && table.output.hasPrefix(model))
        let list = try JSON(Command("models", "--format", "json").output)?["models"]?.list
        #expect(list?.count == 3)
    }

    @Test(arguments: ["Fixtures/nothing-here.png", "Fixtures/images/unverifiable-format-gif.gif"])
    func `is 3 for what could not be checked`(path: String) throws {
        let run = try Command("lint", path)
        #expect(run.code == 3)
        #expect(run.output.contains("doubt["))
    }

    @Test func `is 0 offline for an address, which is counted as skipped`() throws {
        let run = try Command("lint", "--offline", "https://example.com/a.png", "--format", "json")
        #expect(run.code == 0)
        let report = try #require(try JSON(run.output))
        #expect(report["summary"]?["skipped"]?.number == 1)
        #expect(report["verdict"]?.text == "undecided")
    }

    @Test func `is 1 offline for an address that is wrong in itself`() throws {
        let run = try Command("lint", "--offline", "https://127.0.0.1/a.png")
        #expect(run.code == 1)
        #expect(run.output.contains("private-address"))
    }

    @Test func `is 77 without a token`() throws {
        let run = try Command("submit", "Fixtures/jobs", "--yes")
        #expect(run.code == 77)
        #expect(run.errors.contains("RUNCOMFY_TOKEN"))
    }

    @Test func `is 2 with two different tokens, which are not told`() throws {
        let run = try Command(
            "submit",
            "Fixtures/jobs",
            environment: ["RUNCOMFY_TOKEN": "canary-one", "YOUR_API_TOKEN": "canary-two"]
        )
        #expect(run.code == 2)
        #expect(run.errors.contains("RUNCOMFY_TOKEN and YOUR_API_TOKEN"))
        #expect(!run.errors.contains("canary"))
    }

    @Test func `is 5 without a terminal and without --yes`() throws {
        let folder = try Scratch()
        try folder.write(
            "job.json",
            #"{"model": "bytedance/seedance-1-0/pro/fast/text-to-video", "input": {"text": "a kite"}}"#
        )
        let run = try Command(
            "submit",
            folder.path("job.json"),
            "--ledger",
            folder.path("ledger.sqlite"),
            environment: ["RUNCOMFY_TOKEN": "canary"]
        )
        #expect(run.code == 5)
        #expect(run.errors.contains("--yes"))
        #expect(!(run.output + run.errors).contains("canary"))
        let list = try Command("jobs", "list", "--ledger", folder.path("ledger.sqlite"))
        #expect(list.code == 0)
        #expect(!list.output.contains("job.json"))
    }

    @Test(arguments: [
        (["lnt", "."], "did you mean preflight lint?"),
        (["Fixtures"], "did you mean preflight lint Fixtures?"),
        (["https://cdn.example.com/a.png"], "did you mean preflight lint https://"),
        (["jobs", "lst"], "did you mean preflight jobs list?"),
        (["zzz"], "it has lint, submit,"), (["jobs", "Fixtures"], "it has list,"),
        (["lint", "--formt", "json", "."], "Did you mean '--format'?"),
    ])
    func `is 2 for a misspelt verb, with what was meant`(arguments: [String], hint: String) throws {
        let run = try Command(list: arguments, binary: Command.binary, folder: Command.root)
        #expect(run.code == 2)
        #expect(run.errors.contains(hint))
    }

    @Test func `is 0 for --version and --help, on standard output`() throws {
        #expect(try Command("--version").output == "0.1.0\n")
        let help = try Command("lint", "--help")
        #expect(help.code == 0)
        #expect(help.output.contains("--fail-on"))
        #expect(help.errors.isEmpty)
    }
}

@Suite struct `Bad input` {
    @Test func `of every kind is told, and the rest is still checked`() throws {
        let folder = try Scratch()
        try FileManager.default.createDirectory(
            atPath: folder.path("empty"),
            withIntermediateDirectories: true
        )
        try FileManager.default.createDirectory(
            atPath: folder.path("x.png"),
            withIntermediateDirectories: true
        )
        #expect(unsafe mkfifo(folder.path("pipe.png"), 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("a.png"),
            withDestinationPath: "b.png"
        )
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("b.png"),
            withDestinationPath: "a.png"
        )
        try FileManager.default.createDirectory(
            atPath: folder.path("d"),
            withIntermediateDirectories: true
        )
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("d/up"),
            withDestinationPath: ".."
        )
        try folder.write("zero.png", "")
        try folder.write("good.png", bytes: PNGImage(width: 400, height: 400).encoded())
        let run = try Command(
            "lint",
            folder.path(""),
            folder.path("missing.png"),
            folder.path("empty"),
            "--format",
            "json"
        )
        #expect(run.code == 1)  // the empty file is an error, which comes before doubts
        let subjects = try #require(try JSON(run.output)?["subjects"]?.list)
        var rules: [String: [String]] = [:]
        for subject in subjects {
            let name = (subject["subject"]?.text ?? "") as NSString
            let found = (subject["findings"]?.list ?? []) + (subject["doubts"]?.list ?? [])
            rules[name.lastPathComponent, default: []] += found.compactMap { $0["rule"]?.text }
        }
        #expect(rules["x.png"] == ["file-unreadable"])
        #expect(rules["pipe.png"] == ["file-unreadable"])
        #expect(rules["a.png"] == ["file-unreadable"])
        #expect(rules["missing.png"] == ["file-unreadable"])
        #expect(rules["empty"] == ["nothing-to-check"])
        #expect(rules["zero.png"] == ["empty-file"])
        #expect(rules["good.png"] == [])
    }

    @Test func `without permission is a doubt`() throws {
        guard geteuid() == 0, FileManager.default.fileExists(atPath: "/usr/bin/setpriv") else {
            let folder = try Scratch()
            try folder.write("secret.png", "x")
            #expect(unsafe chmod(folder.path("secret.png"), 0) == 0)
            #expect(try Command("lint", folder.path("secret.png")).code == 3)
            return
        }
        // Root reads everything: the binary is run as nobody.
        let folder = try Scratch()
        #expect(unsafe chmod(folder.path(""), 0o755) == 0)
        try folder.write("secret.png", "x")
        #expect(unsafe chmod(folder.path("secret.png"), 0) == 0)
        let copy = folder.path("preflight")
        try FileManager.default.copyItem(at: Command.binary, to: URL(filePath: copy))
        let run = try Command.run(
            [
                "--reuid=65534", "--regid=65534", "--clear-groups", copy, "lint",
                folder.path("secret.png"), "--isolated",
            ],
            binary: URL(filePath: "/usr/bin/setpriv"),
            folder: URL(filePath: "/")
        )
        #expect(run.code == 3)
        #expect(run.output.contains("permission denied"))
    }

    @Test func `of 20 MB on one line does not stop the other lines`() throws {
        let good =
            #"{"model": "bytedance/seedance-1-0/pro/fast/text-to-video", "input": {"text": "a kite"}}"#
        let huge = #"{"text": ""# + String(repeating: "a", count: 20_000_000) + #""}"#
        let run = try Command(
            "lint",
            "-",
            "--format",
            "json",
            input: [good, huge, good].joined(separator: "\n")
        )
        #expect(run.code == 1)
        let subjects = try #require(try JSON(run.output)?["subjects"]?.list)
        #expect(subjects.map { $0["verdict"]?.text } == ["accepted", "rejected", "accepted"])
        #expect(subjects[1]["findings"]?.list?.first?["rule"]?.text == "malformed-document")
        #expect(subjects[1]["findings"]?.list?.first?["place"]?["line"]?.number == 2)
    }

    @Test func `that is no UTF-8 is told with its place`() throws {
        let folder = try Scratch()
        try folder.write(
            "bad.json",
            bytes: Array(#"{"prompt": "a"#.utf8) + [0xc3, 0x28] + Array(#""}"#.utf8)
        )
        let run = try Command("lint", folder.path("bad.json"), "--format", "concise")
        #expect(run.code == 1)
        #expect(
            run.output.contains(
                "bad.json:1:14: error: the document is malformed: bytes that are no UTF-8"
            )
        )
    }

    @Test(arguments: [
        #"{"prompt": "a", "ratio": "9223372036854775807:1", "first_frame_image_url": "a.png"}"#,
        #"{"prompt": "a", "duration": 1e-9223372036854775808}"#,
        #"{"prompt": "a", "duration": 1e999999999999999999999}"#,
        #"{"prompt": "a", "first_frame_image_url": "a\u0000b"}"#,
    ])
    func `of absurd numbers and names is told`(json: String) throws {
        let folder = try Scratch()
        try folder.write("a.png", bytes: PNGImage(width: 400, height: 400).encoded())
        try folder.write("job.json", json)
        let run = try Command("lint", folder.path("job.json"), "--offline")
        #expect(run.code == 1 || run.code == 3)
    }

    @Test func `of a schema with absurd limits is told`() throws {
        let folder = try Scratch()
        let limit =
            #"{"validation_rule": "width_pixels<", "validation_value": -9223372036854775807}"#
        try folder.write(
            "schema.json",
            #"{"model_id": "a/b", "input_schema": {"properties": {"x": {"validations": [\#(limit)]}}}}"#
        )
        let run = try Command(
            "lint",
            "--schema",
            folder.path("schema.json"),
            "--model",
            "a/b",
            "Fixtures/images/accepted-png.png"
        )
        #expect(run.code == 1)
        #expect(run.output.contains("width-out-of-range"))
    }

    @Test func `of 50 bytes that claims a gigabyte is told at once`() throws {
        let run = try Command("lint", "Fixtures/images/damaged-header-claims-a-gigabyte.png")
        #expect(run.code == 1)
        #expect(run.output.contains("claims 905,969,664 bytes"))
    }

    @Test func `with an invalid name is still checked`() throws {
        let folder = try Scratch()
        let picture = PNGImage(width: 400, height: 400).encoded()
        try folder.write("good.png", bytes: picture)
        // A name that is no UTF-8, given to the system as bytes.
        let name = Array(folder.path("").utf8) + [0x2f, 0xff, 0xfe] + Array(".png".utf8) + [0]
        let file = unsafe name.withUnsafeBytes { buffer in
            unsafe open(buffer.bindMemory(to: CChar.self).baseAddress!, O_CREAT | O_WRONLY, 0o600)
        }
        #expect(file >= 0)
        #expect(unsafe write(file, picture, picture.count) == picture.count)
        close(file)
        let run = try Command("lint", folder.path(""), "--format", "json")
        #expect(run.code == 0)
        #expect(try JSON(run.output)?["summary"]?["accepted"]?.number == 2)
    }
}

@Suite struct `Streams and options` {
    @Test func `list inputs from a file and from standard input`() throws {
        let list = "Fixtures/images/accepted-png.png\nFixtures/images/accepted-vp8.webp\n"
        let folder = try Scratch()
        try folder.write("list.txt", list)
        let named = try Command(
            "lint",
            "--files-from",
            folder.path("list.txt"),
            "--format",
            "ndjson"
        )
        let piped = try Command("lint", "--files-from", "-", "--format", "ndjson", input: list)
        #expect(named.code == 0)
        #expect(named.output == piped.output)
        #expect(named.output.split(separator: "\n").count == 2)
    }

    @Test(arguments: [
        (["--stdin-type", "json"], "-:2:11"),
        (["--stdin-filename", "jobs/a.json"], "jobs/a.json:2:11"),
        (["--stdin-filename", "a.ndjson", "--stdin-type", "json"], "a.ndjson:2:11"),
        (["--stdin-type", "yaml"], "-:2:11"), (["--stdin-filename", "a.YML"], "a.YML:2:11"),
    ])
    func `read payloads on standard input as they are written`(
        options: [String],
        place: String
    ) throws {
        let payload = #"""
            [{"prompt": "x", "first_frame_image_url": "https://example.com/a.png",
             "ratio": "16:10"}]
            """#
        let run = try Command(
            list: ["lint", "-", "--offline", "--isolated", "--format", "concise"] + options,
            binary: Command.binary,
            input: payload,
            folder: Command.root
        )
        #expect(run.code == 1)
        #expect(run.output.hasPrefix("\(place): error: the value is not allowed"), "\(run.output)")
    }

    @Test(arguments: [
        ("GIF89a", "an image"), ("Fixtures/images/accepted-png.png\nx.png\n", "--files-from -"),
        ("https://images.preflight.invalid/a.png\nb\n", "--files-from -"),
    ])
    func `say once what came in place of payloads`(input: String, words: String) throws {
        let run = try Command("lint", "--offline", "-", input: input)
        #expect(run.code == 3)
        #expect(run.output.contains(words))
        #expect(run.output.contains("1 checked"))
    }

    @Test(arguments: ["human", "concise"])
    func `tell quietly what fails, and nothing else`(format: String) throws {
        let images = ["rotated-by-exif-6.jpg", "height-out-of-range-299.jpg"]
        let run = try Command.run(
            ["lint", "-q", "--format", format] + images.map { "Fixtures/images/\($0)" }
        )
        #expect(run.output.contains("height-out-of-range"))
        #expect(!run.output.contains("rotated-by-exif"))
    }

    @Test func `refuse a type of standard input that there is not`() throws {
        let run = try Command("lint", "-", "--stdin-type", "png", input: "{}")
        #expect(run.code == 2)
    }

    @Test func `find images of standard input beside the file that it stands for`() throws {
        let payload = #"{"prompt": "x", "first_frame_image_url": "images/accepted-png.png"}"#
        let run = try Command(
            "lint",
            "-",
            "--stdin-filename",
            "Fixtures/job.json",
            "--format",
            "concise",
            input: payload
        )
        #expect(run.output.contains("[local-file-in-payload]"))
        #expect(!run.output.contains("[file-unreadable]"))
    }

    @Test func `find lost pixels when they are asked to decode`() throws {
        let folder = try Scratch()
        let bytes = JPEGImage(width: 640, height: 480).encoded()
        let cut = bytes.prefix(bytes.count * 2 / 3) + [0xff, 0xd9]
        try folder.write("cut.jpg", bytes: Array(cut))
        let usual = try Command("lint", folder.path("cut.jpg"))
        #expect(usual.code == 0)
        let decoded = try Command("lint", "--decode", "--format", "concise", folder.path("cut.jpg"))
        #expect(decoded.code == 1)
        #expect(decoded.output.contains("[damaged-pixels]"))
    }

    @Test func `give one JSON object on each line, in the order of the input`() throws {
        let run = try Command("lint", "Fixtures/images", "--format", "ndjson")
        let names = try run.output.split(separator: "\n").map {
            try JSON(String($0))?["subject"]?.text ?? ""
        }
        #expect(names == names.sorted())
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Command.root.appending(path: "Fixtures/images").path
        )
        #expect(names.count == files.count { !$0.hasPrefix(".") })
    }

    @Test func `answer a 523-character prompt with one warning`() throws {
        let run = try Command(
            "lint",
            "Fixtures/payloads/text-longer-than-advised-523.json",
            "--offline",
            "--format",
            "json"
        )
        #expect(run.code == 0)
        let report = try #require(try JSON(run.output))
        #expect(report["summary"]?["warnings"]?.number == 1)
        #expect(report["summary"]?["errors"]?.number == 0)
        let finding = report["subjects"]?.list?.first?["findings"]?.list?.first
        #expect(finding?["rule"]?.text == "text-longer-than-advised")
        #expect(finding?["found"]?.text == "523 characters")
    }

    @Test func `take the model, the limits and the schemas from the configuration`() throws {
        let folder = try Scratch()
        try folder.write(
            "frame.json",
            try String(
                contentsOf: Command.root.appending(path: "Fixtures/schemas/frame.json"),
                encoding: .utf8
            )
        )
        try folder.write(
            ".preflight.yaml",
            "model: example/frame-to-video\nschemas: [frame.json]\nfail-on: never\n"
        )
        try folder.write("a.png", bytes: PNGImage(width: 800, height: 600).encoded())
        let here = URL(filePath: folder.path(""))
        let run = try Command("lint", "a.png", "--format", "concise", folder: here)
        #expect(run.code == 0)
        #expect(run.output.contains("[width-out-of-range]"))
        #expect(try Command("lint", "a.png", "--fail-on", "error", folder: here).code == 1)
        #expect(
            try !Command("lint", "a.png", "--isolated", folder: here).output.contains(
                "width-out-of-range"
            )
        )
        try folder.write(".preflight.yaml", "modle: example/frame-to-video\n")
        let wrong = try Command("lint", "a.png", folder: here)
        #expect(wrong.code == 2)
        #expect(
            wrong.errors.contains(
                ".preflight.yaml:1:1: unknown key \"modle\"; did you mean \"model\"?"
            )
        )
    }

    @Test func `hold nothing that a terminal or a runner obeys`() throws {
        let folder = try Scratch()
        try folder.write("::error::a\u{1b}[31m##[b].png", "x")
        for format in ["human", "concise"] {
            let name = "::error::a\u{1b}[31m##[b].png"
            let run = try Command.run(
                ["lint", name, "--format", format],
                folder: URL(filePath: folder.path(""))
            )
            #expect(run.code == 1)
            #expect(!run.output.contains("\u{1b}"))
            #expect(!run.output.split(separator: "\n").contains { $0.hasPrefix("::") })
            #expect(!run.output.contains("##["))
        }
    }

    @Test(
        arguments: [
            ("always", ["NO_COLOR": "1"], false, true),
            ("never", ["FORCE_COLOR": "1"], true, false),
            ("auto", ["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
            ("auto", ["FORCE_COLOR": "1", "TERM": "dumb"], false, true),
            ("auto", ["CLICOLOR_FORCE": "1"], false, true),
            ("auto", ["CLICOLOR_FORCE": "0"], false, false),
            ("auto", ["TERM": "dumb"], true, false), ("auto", [:], true, true),
            ("auto", [:], false, false),
            ("auto", ["NO_COLOR": ""], true, true),
        ] as [(String, [String: String], Bool, Bool)]
    )
    func `are coloured by their precedence`(
        choice: String,
        environment: [String: String],
        isTerminal: Bool,
        expected: Bool
    ) throws {
        let choice = try #require(ColourChoice(rawValue: choice))
        let colours = OutputArguments.usesColour(
            choice,
            environment: environment,
            isTerminal: isTerminal
        )
        #expect(colours == expected)
    }

    @Test func `end with 141 and without a word when the reader goes away`() throws {
        let shell =
            "'\(Command.binary.path)' lint Fixtures/images --format ndjson | head -1 >/dev/null; echo ${PIPESTATUS[0]}"
        let run = try Command.run(["-c", shell], binary: URL(filePath: "/bin/bash"))
        #expect(["141", "1"].contains(run.output.trimmingCharacters(in: .newlines)))
        #expect(run.errors.isEmpty)
    }
}

@Suite struct `What a hasty user types` {
    @Test func `a name that begins with a dash is no request for help`() throws {
        let run = try Command("lint", "-photo.png")
        #expect(run.code == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("no option -photo.png"))
    }

    @Test(arguments: [[], ["jobs"]])
    func `a command without a verb says what there is`(words: [String]) throws {
        let run = try Command.run(words)
        #expect(run.code == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("USAGE: preflight"))
    }

    @Test func `a file whose name is no UTF-8 can be named`() throws {
        let scratch = try Scratch()
        let image = Command.root.appending(path: "Fixtures/images/accepted-png.png").path
        let shell = """
            name=$(printf 'a\\377\\376.png'); cp '\(image)' "$name" && '\(Command.binary.path)' lint "$name"
            """
        let run = try Command.run(
            ["-c", shell],
            binary: URL(filePath: "/bin/bash"),
            folder: URL(filePath: scratch.path(""))
        )
        #expect(run.code == 0)
        #expect(run.output.contains("1 accepted"))
    }

    @Test func `a model that takes no image leaves one undecided`() throws {
        let run = try Command(
            "lint",
            "Fixtures/images/accepted-png.png",
            "--model",
            "bytedance/seedance-1-0/pro/fast/text-to-video"
        )
        #expect(run.code == 3)
        #expect(run.output.contains("nothing-to-check"))
    }

    @Test func `a signature is judged by the margin that is asked for`() throws {
        let end = Int(Date.now.timeIntervalSince1970) + 3600
        let url =
            "https://images.preflight.invalid/a.png?AWSAccessKeyId=a&Signature=canary&Expires=\(end)"
        for (margin, isNear) in [("2h", true), ("61m", true), ("50m", false), ("0", false)] {
            let run = try Command("lint", "--offline", "--signature-margin", margin, url)
            #expect(run.output.contains("expiring-signature") == isNear, "\(margin): \(run.output)")
            #expect(!(run.output + run.errors).contains("canary"))
        }
    }

    @Test(
        arguments: [
            "human", "concise", "json", "ndjson", "sarif", "junit", "junit-strict", "github",
            "gitlab", "rdjson", "markdown", "html",
        ]
    )
    func `a query is shown to who asks for it, and to nobody else`(format: String) throws {
        let url =
            "https://images.preflight.invalid/a.png?AWSAccessKeyId=a&Signature=canary&Expires=5"
        let usual = try Command("lint", "--offline", "--format", format, url)
        #expect(usual.code == 1)
        #expect(!(usual.output + usual.errors).contains("canary"))
        let shown = try Command("lint", "--offline", "--show-query", "--format", format, url)
        // A report of GitLab names files, and an address is none.
        #expect(shown.output.contains("canary") == (format != "gitlab"))
    }

    @Test(
        arguments: [
            ["--files-from"], ["--schema"], ["--model"], ["--config"], ["--signature-margin"],
            ["--stdin-filename"],
        ]
    )
    func `a signed link in the wrong place is not repeated`(option: [String]) throws {
        let url = "https://images.preflight.invalid/a.json?X-Amz-Signature=canary"
        let run = try Command.run(["lint", "--offline"] + option + [url, "none.png"])
        #expect(run.code != 0)
        #expect(!(run.output + run.errors).contains("canary"), "\(run.errors)")
    }

    @Test func `certificates that are none are a mistake of the command line`() throws {
        let scratch = try Scratch()
        try scratch.write("roots.pem", "no certificate")
        let run = try Command(
            "lint",
            "--ca-file",
            scratch.path("roots.pem"),
            "https://images.preflight.invalid/a"
        )
        #expect(run.code == 2)
        #expect(run.errors.contains("certificates"))
    }

    @Test func `the inclusive reading names the limits that it reads`() throws {
        let run = try Command(
            "lint",
            "Fixtures/images/width-out-of-range-299.png",
            "--limits",
            "inclusive"
        )
        #expect(run.output.contains("at least 300 px and at most 6000 px wide"))
    }

    @Test func `a password in an address is not printed`() throws {
        let url = "https://reader:secret-word@example.com/a.png"
        for format in ["human", "concise", "json", "ndjson"] {
            let run = try Command("lint", url, "--offline", "--format", format)
            #expect(run.code == 1)
            #expect(!(run.output + run.errors).contains("secret-word"))
        }
    }

    @Test func `a misspelt model is an error and is not submitted`() throws {
        let folder = try Scratch()
        try folder.write(
            "job.json",
            #"{"modle": "bytedance/seedance-1-0/lite/image-to-video", "input": {"prompt": "a"}}"#
        )
        let run = try Command("lint", folder.path(""), "--format", "concise")
        #expect(run.code == 1)
        #expect(run.output.contains("error: the model has no such property: \"modle\""))
    }

    @Test func `an image that is named for submit is not passed over`() throws {
        let here = try Scratch()
        let image = Command.root.appending(path: "Fixtures/images/accepted-png.png").path
        let run = try Command.run(
            ["submit", "--sandbox", image],
            folder: URL(filePath: here.path(""))
        )
        // What has no result needs no folder for results.
        #expect(!FileManager.default.fileExists(atPath: here.path("results")))
        #expect(run.code == 3)
        #expect(run.output.contains("nothing-to-check"))
    }

    @Test func `results that cannot be stored are refused before anything is sent`() throws {
        let folder = try Scratch()
        try folder.write("a-file", "")
        let run = try Command(
            "submit",
            "--sandbox",
            "Fixtures/jobs/portrait.json",
            "--results",
            folder.path("a-file"),
            "--ledger",
            folder.path("ledger.sqlite")
        )
        #expect(run.code == 2)
        #expect(run.errors.contains("results cannot be stored"))
        let list = try Command("jobs", "list", "--ledger", folder.path("ledger.sqlite"))
        #expect(list.code == 0)
        #expect(list.output.isEmpty)
    }

    @Test func `a rejected payload keeps submit from 0 even with --fail-on never`() throws {
        let run = try Command(
            "submit",
            "--sandbox",
            "Fixtures/payloads/empty-text.json",
            "--fail-on",
            "never"
        )
        #expect(run.code == 1)
    }
}

@Suite struct `The binary elsewhere` {
    @Test func `runs when copied to another folder`() throws {
        let folder = try Scratch()
        let copy = URL(filePath: folder.path("preflight"))
        try FileManager.default.copyItem(at: Command.binary, to: copy)
        try folder.write("a.png", bytes: PNGImage(width: 640, height: 480).encoded())
        let run = try Command(
            "lint",
            "a.png",
            "--isolated",
            binary: copy,
            folder: URL(filePath: folder.path(""))
        )
        #expect(run.code == 0)
    }
}

@Suite struct `Submitting` {
    @Test func `to the sandbox ends with results and 0, twice in a row`() throws {
        let folder = try Scratch()
        for _ in 1...2 {
            let run = try Command(
                "submit",
                "--sandbox",
                "Fixtures/jobs",
                "--results",
                folder.path("results"),
                "--format",
                "json"
            )
            #expect(run.code == 0)
            let subjects = try #require(try JSON(run.output)?["subjects"]?.list)
            #expect(subjects.count == 5)
            for subject in subjects {
                #expect(subject["submission"]?["state"]?.text == "downloaded")
                let file = try #require(subject["submission"]?["files"]?.list?.first?.text)
                #expect(FileManager.default.fileExists(atPath: file))
            }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("results"))
        #expect(files.count == 10)
    }

    @Test func `to a running sandbox leaves jobs that can be listed, shown and not cancelled`()
        throws
    {
        let folder = try Scratch()
        let sandbox = Process()
        sandbox.executableURL = Command.binary
        sandbox.arguments = [
            "sandbox", "Fixtures/jobs", "--ready-file", folder.path("ready.json"), "--log",
            folder.path("log.ndjson"),
        ]
        sandbox.currentDirectoryURL = Command.root
        try sandbox.run()
        defer { if sandbox.isRunning { sandbox.terminate() } }
        while sandbox.isRunning, !FileManager.default.fileExists(atPath: folder.path("ready.json"))
        {
            usleep(10_000)
        }
        let ledger = folder.path("ledger.sqlite")
        let ready = folder.path("ready.json")
        let run = try Command(
            "submit",
            "Fixtures/jobs/portrait.json",
            "--sandbox-at",
            ready,
            "--ledger",
            ledger,
            "--results",
            folder.path("results")
        )
        #expect(run.code == 0)
        let list = try Command("jobs", "list", "--ledger", ledger)
        #expect(list.code == 0)
        #expect(list.output.contains("downloaded"))
        let show = try Command("jobs", "show", "1", "--ledger", ledger, "--format", "json")
        #expect(try JSON(show.output)?["state"]?.text == "downloaded")
        #expect(try Command("jobs", "show", "99", "--ledger", ledger).code == 2)
        let cancel = try Command("jobs", "cancel", "1", "--ledger", ledger, "--sandbox-at", ready)
        #expect(cancel.code == 1)
        #expect(cancel.errors.contains("not cancellable"))
        sandbox.interrupt()
        sandbox.waitUntilExit()
        #expect(sandbox.terminationStatus == 130)
        let log = try String(contentsOfFile: folder.path("log.ndjson"), encoding: .utf8)
        #expect(log.contains("\"accepted\":true") || log.contains("\"accepted\": true"))
    }
}
