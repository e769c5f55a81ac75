import Foundation
import SampleImages
import Testing

@testable import PreflightCommand

/// A folder with an image that is transparent, one that is too small, and a file that is none.
private func folder(_ configuration: String = "") throws -> Scratch {
    let folder = try Scratch()
    try FileManager.default.createDirectory(
        atPath: folder.path("pictures/old"),
        withIntermediateDirectories: true
    )
    try folder.write(
        "pictures/clear.png",
        bytes: PNGImage(width: 400, height: 400, colourType: .rgba).encoded()
    )
    try folder.write("pictures/old/small.png", bytes: PNGImage(width: 50, height: 50).encoded())
    try folder.write("pictures/text.png", "text")
    try folder.write(".preflight.yaml", configuration)
    return folder
}

private func lint(
    _ folder: Scratch,
    _ arguments: String...,
    environment: [String: String] = [:]
) throws -> Command {
    try Command(
        list: ["lint"] + arguments + ["--format", "concise"],
        binary: Command.binary,
        environment: environment,
        folder: URL(filePath: folder.path(""))
    )
}

@Suite struct `Selecting findings` {
    private static let lines = [
        "pictures/clear.png: warning: the image can be transparent",
        "pictures/old/small.png: error", "pictures/text.png: error",
    ]

    @Test func `tells all without a policy`() throws {
        let run = try lint(try folder(), "pictures")
        for line in Self.lines { #expect(run.output.contains(line), "\(line)") }
        #expect(run.code == 1)
    }

    @Test func `of no rule is refused`() throws {
        #expect(try lint(try folder(), "pictures", "--select", ",").code == 2)
        #expect(try lint(try folder(), "pictures", "--select", "").code == 2)
    }

    @Test func `by flags tells only what is selected and not what is ignored`() throws {
        let selected = try lint(
            try folder(),
            "pictures",
            "--select",
            "transparent-image,not-an-image"
        )
        #expect(selected.output.contains("[transparent-image]"))
        #expect(selected.output.contains("[not-an-image]"))
        #expect(!selected.output.contains("small.png"))
        let ignored = try lint(
            try folder(),
            "pictures",
            "--ignore",
            "not-an-image",
            "--ignore",
            "width-out-of-range,height-out-of-range"
        )
        #expect(ignored.code == 0)
        #expect(ignored.output.contains("[transparent-image]"))
        #expect(!ignored.output.contains("error"))
    }

    @Test func `by a flag counts more than what the file ignores`() throws {
        let here = try folder("ignore: [not-an-image, transparent-image]\n")
        let run = try lint(here, "pictures", "--select", "not-an-image,width-out-of-range")
        #expect(run.output.contains("[not-an-image]"))
        #expect(!run.output.contains("[transparent-image]"))
        let both = try lint(
            here,
            "pictures",
            "--select",
            "not-an-image",
            "--ignore",
            "not-an-image"
        )
        #expect(!both.output.contains("[not-an-image]"))
    }

    @Test func `counts what it leaves out`() throws {
        let here = try folder("ignore: [not-an-image]\n")
        let run = try Command(
            "lint",
            "pictures",
            "--format",
            "json",
            folder: URL(filePath: here.path(""))
        )
        let report = try #require(try JSON(run.output))
        #expect(report["summary"]?["left_out"]?.number == 1)
        let subjects = try #require(report["subjects"]?.list)
        let text = try #require(subjects.first { $0["subject"]?.text == "pictures/text.png" })
        #expect(text["left_out"]?.list?.first?["rule"]?.text == "not-an-image")
        #expect(text["verdict"]?.text == "accepted")
    }

    @Test(arguments: [
        (["--ignore", "not-an-imag"], "did you mean not-an-image?"),
        (["--select", "file-unreadable"], "a doubt is a check that could not be made"),
    ])
    func `refuses names that are no rules with findings`(flags: [String], words: String) throws {
        let run = try Command.run(["lint", "."] + flags)
        #expect(run.code == 2)
        #expect(run.errors.contains(words))
    }

    @Test func `changes severities, and what fails with them`() throws {
        let here = try folder(
            """
            severity: {transparent-image: error, not-an-image: note}
            ignore: [width-out-of-range, height-out-of-range]
            """
        )
        let run = try lint(here, "pictures")
        #expect(run.output.contains("clear.png: error:"))
        #expect(run.output.contains("text.png: note:"))
        #expect(run.code == 1)
    }

    @Test func `never changes what may be submitted`() throws {
        let here = try folder("ignore: [empty-text]\nselect: [transparent-image]\n")
        try here.write(
            "job.json",
            #"{"model": "bytedance/seedance-1-0/pro/fast/text-to-video", "input": {"text": ""}}"#
        )
        #expect(try lint(here, "job.json").code == 0)
        let run = try Command(
            "submit",
            "job.json",
            "--sandbox",
            "--format",
            "concise",
            folder: URL(filePath: here.path(""))
        )
        #expect(run.code == 1)
        #expect(run.output.contains("[empty-text]"))
        #expect(run.output.contains("not-submitted"))
    }
}

@Suite struct `Suppressions` {
    @Test func `leave out what they cover, and are told when they are not used`() throws {
        let here = try folder(
            """
            suppress:
              - {rule: not-an-image, path: "pictures/text.png", reason: a placeholder}
              - {rule: transparent-image, path: "old", reason: not here}
              - {rule: empty-file, path: "pictures/*", reason: long ago}
              - {rule: width-out-of-range, path: "pictures/*", reason: once, expires: 2001-01-01}
            """
        )
        let run = try lint(
            here,
            "pictures",
            "--select",
            "not-an-image,width-out-of-range,unused-suppression,expired-suppression"
        )
        #expect(!run.output.contains("not-an-image"))
        #expect(run.output.contains("small.png: error"))
        #expect(
            run.output.contains(".preflight.yaml:4:12: warning: the suppression leaves nothing out")
        )
        #expect(run.output.contains(".preflight.yaml:5:12: warning: the suppression has expired"))
        #expect(!run.output.contains(".preflight.yaml:3:"))
        #expect(run.code == 1)
    }

    @Test func `know an image by its bytes`() throws {
        // printf text | sha256sum
        let digits = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"
        let here = try folder("suppress: {rule: not-an-image, sha256: \(digits), reason: known}\n")
        #expect(!(try lint(here, "pictures").output.contains("not-an-image")))
        try here.write("pictures/text.png", "other text")
        #expect(try lint(here, "pictures").output.contains("[not-an-image]"))
    }
}

@Suite struct `The layers of the configuration` {
    private func limits(
        _ folder: Scratch,
        _ environment: [String: String],
        _ flags: String...
    ) throws -> Bool {
        let run = try Command(
            list: ["lint", "edge.png", "--format", "concise"] + flags,
            binary: Command.binary,
            environment: environment,
            folder: URL(filePath: folder.path(""))
        )
        return run.output.contains("warning") && run.output.contains("[on-the-limit]")
    }

    @Test func `are flags, the environment, the file and defaults`() throws {
        let here = try folder("limits: inclusive\n")
        try here.write("edge.png", bytes: PNGImage(width: 300, height: 300).encoded())
        #expect(try limits(here, [:]))
        #expect(try !limits(here, ["PREFLIGHT_LIMITS": "strict"]))
        #expect(try limits(here, ["PREFLIGHT_LIMITS": "strict"], "--limits", "inclusive"))
        #expect(try !limits(here, [:], "--isolated"))
        #expect(try limits(here, ["PREFLIGHT_LIMITS": ""]))
        try here.write("other.yaml", "limits: strict\n")
        #expect(try !limits(here, ["PREFLIGHT_CONFIG": "other.yaml"]))
        #expect(try limits(here, ["PREFLIGHT_CONFIG": "other.yaml"], "--config", ".preflight.yaml"))
    }

    @Test func `are looked for upwards in a repository only`() throws {
        let here = try folder("limits: loose\n")
        let below = URL(filePath: here.path("pictures"))
        #expect(try Command("lint", "text.png", folder: below).code == 1)
        try FileManager.default.createDirectory(
            atPath: here.path(".git"),
            withIntermediateDirectories: true
        )
        #expect(try Command("lint", "text.png", folder: below).code == 2)
    }

    @Test func `are shown with where each value comes from`() throws {
        let here = try folder("limits: inclusive\nmodels: {'a/*': \(Self.text)}\n")
        let run = try Command(
            "config",
            environment: ["PREFLIGHT_FAIL_ON": "warning"],
            folder: URL(filePath: here.path(""))
        )
        #expect(run.code == 0)
        for (key, value, origin) in [
            ("limits", "inclusive", ".preflight.yaml:1:9"),
            ("fail-on", "warning", "PREFLIGHT_FAIL_ON"),
            ("network.concurrency", "64", "default"),
            ("models.a/*", Self.text, ".preflight.yaml:2:17"),
        ] {
            let line = run.output.split(separator: "\n").first { $0.hasPrefix(key + " ") }
            #expect(line?.hasSuffix("  \(value)  (\(origin))") == true, "\(key): \(line ?? "")")
        }
    }

    @Test(arguments: [
        ("model: some/modle\n", ".preflight.yaml:1:8: unknown model some/modle"),
        ("models: {a: some/modle}\n", ".preflight.yaml:1:13: unknown model some/modle"),
        ("model: x\nschemas: [pictures, gone.json]\n", ".preflight.yaml:2:21: no such file"),
        ("map: {'https://h.example/': gone}\n", ".preflight.yaml:1:29: no such file"),
        ("severity: {empty-txt: note}\n", ".preflight.yaml:1:12: no rule empty-txt; did you mean"),
    ])
    func `are refused where they name what nobody knows`(text: String, words: String) throws {
        let run = try lint(try folder(text), "pictures")
        #expect(run.code == 2)
        #expect(run.errors.contains(words))
    }

    @Test func `in the environment are refused with what they may be`() throws {
        let run = try lint(try folder(), "pictures", environment: ["PREFLIGHT_FAIL_ON": "no"])
        #expect(run.code == 2)
        #expect(
            run.errors.contains(
                "PREFLIGHT_FAIL_ON cannot be \"no\", but error, warning, note, never"
            )
        )
    }

    @Test func `in the environment are refused when they are misspelt`() throws {
        let run = try lint(try folder(), "pictures", environment: ["PREFLIGHT_MODELS": "x"])
        #expect(run.code == 2)
        #expect(run.errors.contains("did you mean PREFLIGHT_MODEL?"))
        let other = try lint(try folder(), "pictures", environment: ["PREFLIGHT_HOME": "x"])
        #expect(other.code == 1)
    }

    @Test func `are accepted as the README shows them`() throws {
        let page = try String(
            contentsOf: Command.root.appending(path: "README.md"),
            encoding: .utf8
        )
        let start = try #require(page.range(of: "```yaml\nmodel:"))
        let end = try #require(page.range(of: "```", range: start.upperBound..<page.endIndex))
        let here = try folder("model:" + page[start.upperBound..<end.lowerBound])
        for name in ["frames"] {
            try FileManager.default.createDirectory(
                atPath: here.path(name),
                withIntermediateDirectories: true
            )
        }
        let run = try Command("config", folder: URL(filePath: here.path("")))
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("animated-image in legacy/*.webp, until 2027-06-30"))
    }

    @Test(arguments: [
        ("pictures/old/*", 2), ("/pictures/old", 2), ("./pictures/old/small.png", 2), ("old", 2),
        ("old/", 2), ("**/old", 2), ("**/pictures/old/*", 2), ("old/*", 3), ("/old", 3),
        ("small.png", 2), ("pictures", 3),
    ])
    func `leave out what lies below their folder`(pattern: String, count: Int) throws {
        let here = try folder("exclude: [\"\(pattern)\"]\n")
        for input in ["pictures", here.path("pictures")] {
            let run = try lint(here, input, "--list-inputs")
            #expect(run.output.split(separator: "\n").count == count, "\(run.output)")
        }
    }

    @Test func `choose models by path`() throws {
        let here = try folder("models: {'texts/*': \(Self.text)}\n")
        try FileManager.default.createDirectory(
            atPath: here.path("texts"),
            withIntermediateDirectories: true
        )
        try here.write("texts/a.json", #"{"text": "a kite"}"#)
        try here.write("a.json", #"{"text": "a kite"}"#)
        #expect(try lint(here, "texts/a.json").code == 0)
        #expect(try lint(here, "a.json").output.contains("no first_frame_image_url"))
    }

    @Test func `measure local copies when offline`() throws {
        let here = try folder("map: {'https://h.example/x/': pictures}\n")
        let job = { (rest: String) in
            #"{"prompt": "a kite", "first_frame_image_url": "https://h.example/\#(rest)"}"#
        }
        try here.write(
            "jobs.ndjson",
            [
                job("x/old/small.png?a=1"), job("x/cle%61r.png"), job("x/../secret.png"),
                job("y/clear.png"),
            ].joined(separator: "\n")
        )
        try here.write("secret.png", bytes: PNGImage(width: 50, height: 50).encoded())
        let run = try lint(here, "jobs.ndjson", "--offline")
        #expect(run.output.contains("jobs.ndjson:1:47: error: the image is"))
        #expect(run.output.contains("jobs.ndjson:2:47: warning: the image can be transparent"))
        #expect(!run.output.contains("jobs.ndjson:3:") && !run.output.contains("jobs.ndjson:4:"))
        #expect(run.output.contains("jobs.ndjson#4: skipped"))
    }

    private static let text = "bytedance/seedance-1-0/pro/fast/text-to-video"
}

@Suite struct `Further reports` {
    @Test func `replace their files when they are whole`() throws {
        let here = try folder("outputs: {ndjson: all.ndjson}\n")
        try here.write("report.json", "old")
        let run = try lint(
            here,
            "pictures",
            "--output",
            "json=report.json",
            "--output",
            "human=a.txt"
        )
        #expect(run.code == 1)
        let json = try #require(
            try JSON(try String(contentsOfFile: here.path("report.json"), encoding: .utf8))
        )
        #expect(json["summary"]?["checked"]?.number == 3)
        let lines = try String(contentsOfFile: here.path("all.ndjson"), encoding: .utf8)
        #expect(lines.split(separator: "\n").count == 3)
        #expect(
            try String(contentsOfFile: here.path("a.txt"), encoding: .utf8).contains("3 checked")
        )
        let names = try FileManager.default.contentsOfDirectory(atPath: here.path(""))
        #expect(!names.contains { $0.hasSuffix(".part") })
    }

    @Test func `keep who may read them, and leave nothing unfinished behind`() throws {
        let here = try folder()
        try here.write("all.json", "old")
        let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        try FileManager.default.setAttributes(mode, ofItemAtPath: here.path("all.json"))
        let run = try lint(
            here,
            "pictures",
            "--output",
            "json=all.json",
            "--output",
            "html=/dev/full"
        )
        #expect(run.code == 70)
        let names = try FileManager.default.contentsOfDirectory(atPath: here.path(""))
        #expect(!names.contains { $0.hasSuffix(".part") })
        #expect(try lint(here, "pictures", "--output", "json=all.json").code == 1)
        let kept = try FileManager.default.attributesOfItem(atPath: here.path("all.json"))
        #expect(kept[.posixPermissions] as? Int == 0o600)
        #expect(kept[.size] as? Int ?? 0 > 100)
        let twice = try lint(here, "pictures", "--output", "json=x", "--output", "html=./x")
        #expect(twice.code == 2)
        #expect(twice.errors.contains("two reports"))
    }

    @Test func `go where a link leads, into new folders, and through pipes`() throws {
        let here = try folder()
        try here.write("real.json", "old")
        for broken in [#"{"prompt": "a cat",}"#, #"{"prompt": "a, "#] {
            try here.write("broken.json", broken)
            #expect(try lint(here, "pictures", "--output", "json=broken.json").code == 2)
        }
        try FileManager.default.createSymbolicLink(
            atPath: here.path("link.json"),
            withDestinationPath: "real.json"
        )
        #expect(try lint(here, "pictures", "--output", "json=link.json").code == 1)
        let text = try String(contentsOfFile: here.path("real.json"), encoding: .utf8)
        #expect(try JSON(text)?["summary"]?["checked"]?.number == 3)
        let kind = try FileManager.default.attributesOfItem(atPath: here.path("link.json"))[.type]
        #expect(kind as? FileAttributeType == .typeSymbolicLink)
        #expect(try lint(here, "pictures", "--output", "json=new/folder/a.json").code == 1)
        #expect(FileManager.default.fileExists(atPath: here.path("new/folder/a.json")))
        #expect(try lint(here, "pictures", "--output", "json=/dev/null").code == 1)
        let device = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
        #expect(device as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test func `never replace what is to be checked, or a folder`() throws {
        let here = try folder("outputs: {json: pictures/text.png}\n")
        let replaced = try lint(here, "pictures/text.png")
        #expect(replaced.code == 2)
        #expect(replaced.errors.contains("would replace what the run needs"))
        #expect(
            try String(contentsOfFile: here.path("pictures/text.png"), encoding: .utf8) == "text"
        )
        #expect(try lint(here, "pictures", "--output", "json=pictures").code == 2)
        let both = try lint(here, "pictures", "--output", "ndjson=pictures/text.png")
        #expect(both.code == 1)
        let text = try String(contentsOfFile: here.path("pictures/text.png"), encoding: .utf8)
        #expect(text.hasPrefix("{\"subject\""))
    }

    @Test func `never replace a picture, a payload or the configuration`() throws {
        let here = try folder("exclude: [none]\n")
        let picture = PNGImage(width: 640, height: 480).encoded()
        try here.write("frame.png", bytes: picture)
        let jobs = #"{"prompt": "a kite", "first_frame_image_url": "frame.png"}"#
        try here.write("jobs.ndjson", jobs)
        for (input, file) in [
            ("pictures", "frame.png"), (".", "jobs.ndjson"), ("pictures", ".preflight.yaml"),
        ] {
            let run = try lint(here, input, "--output", "json=\(file)")
            #expect(run.code == 2)
            #expect(run.errors.contains("the report \(file) would replace"))
        }
        #expect(try Data(contentsOf: URL(filePath: here.path("frame.png"))) == Data(picture))
        #expect(try String(contentsOfFile: here.path("jobs.ndjson"), encoding: .utf8) == jobs)
        try FileManager.default.createSymbolicLink(
            atPath: here.path("link.json"),
            withDestinationPath: here.path("jobs.ndjson")
        )
        #expect(try lint(here, "pictures", "--output", "json=link.json").code == 2)
        // A report may take the place of an earlier one.
        for _ in 1...2 {
            for format in ["ndjson", "json", "html", "sarif"] {
                let name = "report.\(format == "sarif" ? "json" : format)"
                let run = try lint(here, "jobs.ndjson", "--output", "\(format)=\(name)")
                #expect(run.code != 2, "\(run.errors)")
            }
        }
    }

    @Test func `of a configuration cannot go to standard output`() throws {
        let run = try lint(try folder("outputs: {json: \"-\"}\n"), "pictures")
        #expect(run.code == 2)
        #expect(run.errors.contains(".preflight.yaml:1:17: json must be a path"))
    }

    @Test func `cannot share standard output or go to no folder`() throws {
        #expect(try lint(try folder(), "pictures", "--output", "json=-").code == 2)
        let run = try lint(try folder(), "pictures", "--output", "json=pictures/text.png/a.json")
        #expect(run.code == 2)
        #expect(run.errors.contains("the report pictures/text.png/a.json cannot be written"))
        #expect(try lint(try folder(), "pictures", "--output", "pdf=x").code == 2)
        let json = try Command(
            "lint",
            "--isolated",
            "Fixtures/images/accepted-png.png",
            "--output",
            "json=-"
        )
        #expect(try JSON(json.output)?["verdict"]?.text == "accepted")
    }
}

@Suite struct `What git says` {
    private func repository() throws -> Scratch {
        let here = try folder()
        try here.write("pictures/.gitignore", "old/\n")
        try git(here, "init", "-q")
        try git(here, "add", "-A")
        try git(here, "-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "first")
        return here
    }

    private func git(_ folder: Scratch, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "-C", folder.path("")] + arguments
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    private func names(_ folder: Scratch, _ arguments: String...) throws -> [String] {
        let run = try Command.run(
            ["lint", "--list-inputs"] + arguments,
            folder: URL(filePath: folder.path(""))
        )
        #expect(run.code == 0)
        return run.output.split(separator: "\n").map(String.init)
    }

    @Test func `is ignored is left out of directories, unless it is named`() throws {
        let here = try repository()
        #expect(try names(here, "pictures") == ["pictures/clear.png", "pictures/text.png"])
        #expect(try names(here, "pictures", "--no-gitignore").count == 3)
        #expect(try names(here, "pictures/old") == ["pictures/old/small.png"])
        #expect(try names(here, "pictures/old/small.png") == ["pictures/old/small.png"])
    }

    @Test func `has changed is all that is checked`() throws {
        let here = try repository()
        #expect(try names(here, "pictures", "--since", "HEAD").isEmpty)
        try here.write("pictures/text.png", "other")
        try here.write("pictures/new.png", "new")
        #expect(
            try names(here, ".", "--since", "HEAD") == [
                "./pictures/new.png", "./pictures/text.png",
            ]
        )
        #expect(
            try names(here, "pictures/clear.png", "pictures/new.png", "--since", "HEAD") == [
                "pictures/new.png"
            ]
        )
    }

    @Test func `knows no revision is fatal, and nothing changed is not green unless it may be`()
        throws
    {
        let here = try repository()
        let unknown = try lint(here, "pictures", "--since", "nobody")
        #expect(unknown.code == 2)
        #expect(unknown.errors.contains("git knows no revision nobody"))
        #expect(try lint(here, "pictures", "--since=--output=x").code == 2)
        for input in ["pictures", "pictures/clear.png"] {
            let unchanged = try lint(here, input, "--since", "HEAD")
            #expect(unchanged.code == 3)
            #expect(unchanged.output.contains("has changed since the revision"))
        }
        let empty = try lint(here, "pictures", "--since", "HEAD", "--allow-empty")
        #expect(empty.code == 0)
        #expect(!empty.output.contains("nothing-to-check"))
    }

    @Test func `cannot be asked where there is no work tree`() throws {
        let run = try lint(try folder(), "pictures", "--since", "HEAD")
        #expect(run.code == 2)
        #expect(run.errors.contains("in no work tree"))
    }

    #if os(Linux)
    @Test func `is heard where nobody is told how programs end`() throws {
        let here = try repository()
        let run = try Command.run(
            ["--ignore-signal=CHLD", Command.binary.path, "lint", "--list-inputs", "pictures"],
            binary: URL(filePath: "/usr/bin/env"),
            folder: URL(filePath: here.path(""))
        )
        #expect(run.code == 0)
        #expect(run.output == "pictures/clear.png\npictures/text.png\n")
    }

    @Test func `is heard where the network has no loopback`() throws {
        let here = try repository()
        let alone = ["20", "unshare", "-rn"]
        func run(_ arguments: [String]) throws -> Command {
            try Command.run(
                alone + arguments,
                binary: URL(filePath: "/usr/bin/timeout"),
                folder: URL(filePath: here.path(""))
            )
        }
        guard try run(["true"]).code == 0 else {
            print("skipped: networks of one's own are not allowed here")
            return
        }
        let lint = [Command.binary.path, "lint", "pictures", "--since", "HEAD"]
        let told = try run(lint)
        #expect(told.code == 3)
        #expect(told.output.contains("has changed since the revision"))
    }
    #endif

    @Test func `names no program that is started`() throws {
        let here = try repository()
        try here.write("evil", "#!/bin/sh\ntouch \(here.path("started"))\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: here.path("evil")
        )
        try git(here, "config", "core.fsmonitor", here.path("evil"))
        try git(here, "config", "filter.evil.clean", here.path("evil"))
        try here.write(".gitattributes", "*.png filter=evil\n")
        try here.write("pictures/text.png", "none")
        _ = try lint(here, "pictures", "--since", "HEAD")
        #expect(!FileManager.default.fileExists(atPath: here.path("started")))
    }
}

@Suite struct `Tables and documents` {
    @Test func `of CSV are judged row by row, by the types of the schema`() throws {
        let here = try folder()
        try here.write(
            "jobs.csv",
            """
            model,prompt,first_frame_image_url,duration,generate_audio
            ,a kite,pictures/clear.png,5,TRUE
            ,a kite,pictures/clear.png,five,maybe
            bytedance/seedance-1-0/pro/fast/text-to-vidoe,x,,,
            a
            """
        )
        let run = try lint(here, "jobs.csv", "--ignore", "transparent-image,local-file-in-payload")
        let expected = [
            "jobs.csv:3:28: error: the value has the wrong type: \"five\" [wrong-type]",
            "jobs.csv:3:33: error: the value has the wrong type: \"maybe\" [wrong-type]",
            "jobs.csv:4:1: error: the model is unknown",
            "jobs.csv:5:1: error: the document is malformed: something else than 5 values",
        ]
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == expected.count)
        for (line, start) in zip(lines, expected) { #expect(line.hasPrefix(start), "\(line)") }
        let piped = try Command(
            list: ["lint", "-", "--stdin-type", "csv", "--isolated"],
            binary: Command.binary,
            input: "text\n\"a kite\"\n",
            environment: ["PREFLIGHT_MODEL": "bytedance/seedance-1-0/pro/fast/text-to-video"],
            folder: Command.root
        )
        #expect(piped.code == 0)
    }

    @Test(arguments: [
        ("a.yaml", "prompt: a: b\n", "a.yaml:1:"),
        ("a.yaml", "- prompt: a\n- prompt: \"b\n", "a.yaml:"),
        ("a.yaml", "prompt: a\n---\nprompt: [\n", "a.yaml:4:"),
        ("a.csv", "prompt,first_frame_image_url\na,b.png,5\n", "a.csv:2:9"),
        ("a.csv", "prompt;first_frame_image_url\n", "a.csv:1:1"),
        ("a.json", "[{\"prompt\": \"a\"}, 5]", "a.json:1:19: error: the value has the wrong type"),
        ("a.yaml", "prompt: a\n---\n5\n", "a.yaml:3:1: error: the value has the wrong type"),
        ("a.ndjson", "{\"prompt\": \"a\"}\nnot json\n", "a.ndjson:2:1: error:"),
        ("a.ndjson", "{\"foo\": 1}\n{\"prompt\": \"a\"}\n", "a.ndjson:1:"),
    ])
    func `that are broken are told in directories when they name what payloads have`(
        name: String,
        text: String,
        words: String
    ) throws {
        let here = try Scratch()
        try here.write("x.png", bytes: PNGImage(width: 400, height: 400).encoded())
        try here.write(name, text)
        let run = try lint(here, ".", "--offline")
        #expect(run.output.contains("./" + words), "\(run.output)")
        #expect(run.code == 1)
    }

    @Test(arguments: [
        #"{"prompt": 5, "first_frame_image_url": "https://h.example/a?x=1\u0026X-Amz-Signature\u003ddeadbeef"}"#,
        #"{"prompt": 5, "first_frame_image_url": "https://u:deadbeef\u0040h.example/a"}"#,
        "prompt: 5\nfirst_frame_image_url: \"https://h.example/a?X-Amz-Sig\\\n  nature=deadbeef\"\n",
        #"[{"prompt": 5}, {"first_frame_image_url": "https://h.example/a?x=1\x26X-Amz-Signature=deadbeef"}]"#,
        #"[{"prompt": 5}, {"first_frame_image_url": "https://h.example/a?token\u003ddeadbeef"}]"#,
    ])
    func `never show a secret in a line, however it is written`(text: String) throws {
        let here = try Scratch()
        try here.write("a.yaml", text)
        let run = try Command(
            "lint",
            "a.yaml",
            "--offline",
            folder: URL(filePath: here.path(""))
        )
        #expect(run.code == 1)
        #expect(!run.output.contains("deadbeef"), "\(run.output)")
    }

    @Test(arguments: [
        #"{"model":"some/model","input":{"duration":5,,"resolution":"720p"}}"#,
        #"{"model":"bytedance/seedance"#,
    ])
    func `that are cut off are told in directories when they name a model`(text: String) throws {
        let here = try Scratch()
        try here.write("x.png", bytes: PNGImage(width: 400, height: 400).encoded())
        try here.write("job.json", text)
        let run = try lint(here, ".", "--offline")
        #expect(run.code == 1)
        #expect(run.output.contains("malformed-document"))
    }

    @Test func `with comments that are nobody's payloads are passed over`() throws {
        let here = try Scratch()
        try here.write("x.png", bytes: PNGImage(width: 400, height: 400).encoded())
        try here.write("tsconfig.json", "{\"compilerOptions\": {}, // all of it\n}")
        try here.write("broken.json", "{\"name\": bad")
        #expect(try lint(here, ".", "--offline").code == 0)
        #expect(try lint(here, "tsconfig.json", "--offline").code != 0)
    }

    @Test func `that are no payloads are passed over in directories and told when named`() throws {
        let here = try Scratch()
        try here.write("package.json", #"{"name": "x", "version": "1.0.0", "scripts": {}}"#)
        try here.write("numbers.csv", "a,b\n1,2\n")
        try here.write("other.yaml", "a: !!set {x}\n")
        try here.write("job.json", #"{"text": "a kite"}"#)
        try here.write("misspelt.json", #"{"modle": "a/b", "inputs": {"x": 1}}"#)
        let all = try lint(here, ".", "--offline")
        #expect(!all.output.contains("package.json") && !all.output.contains("numbers.csv"))
        #expect(!all.output.contains("other.yaml"))
        #expect(all.output.contains("job.json:1:1: error: a required property is missing"))
        #expect(all.output.contains("misspelt.json:1:"))
        let named = try lint(here, "package.json")
        #expect(named.code == 3)
        #expect(
            named.output.contains(
                "package.json: doubt: the input holds nothing that can be checked: a document that is no payload"
            )
        )
    }
}
