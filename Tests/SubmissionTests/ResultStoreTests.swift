import Crypto
import Foundation
import Ledger
import PreflightModel
import SampleImages
import Submission
import Synchronization
import Testing

/// Results on their way to the disk.
struct ResultStoreTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let url = "https://cdn.runcomfy.net/out.mp4"

    private static func name(_ placeholder: ResultName.Placeholder) -> String {
        placeholder == .request ? "r-1" : "other"
    }

    private func store(
        hosts: [String] = [],
        _ download: @escaping Download
    ) -> ResultStore {
        ResultStore(
            folder: folder.path + "/results",
            additionalHosts: hosts,
            pause: .zero,
            download: download
        )
    }

    @Test func `a result has its final name and all of its bytes`() async throws {
        let path = try await store(downloading(video)).store(Self.url, named: Self.name).path
        #expect(path == folder.path + "/results/r-1.mp4")
        #expect(try folder.read("results/r-1.mp4") == video)
        #expect(folder.names(in: "results") == ["r-1.mp4"])
    }

    @Test(
        arguments: [
            "https://runcomfy.net/a.mp4", "https://cdn.runcomfy.com/a.mp4",
            "https://A.B.RUNCOMFY.NET/a.mp4", "https://results.preflight.test/a.mp4",
        ]
    )
    func `results come from the provider's hosts and from the named ones`(
        url: String
    ) async throws {
        let store = store(hosts: ["results.preflight.test"], downloading(video))
        #expect(try await store.store(url, named: Self.name).path.hasSuffix("/r-1.mp4"))
    }

    @Test(
        arguments: [
            "https://example.org/a.mp4", "https://evilruncomfy.net/a.mp4",
            "https://runcomfy.net.example.org/a.mp4", "http://cdn.runcomfy.net/a.mp4",
            "https://cdn.runcomfy.net:8443/a.mp4", "https://me@cdn.runcomfy.net/a.mp4",
            "https://1.1.1.1/a.mp4", "https://results.preflight.test/a.mp4", "", "a.mp4",
            "file:///etc/passwd", "https://cdn.runcomfy.net@example.org/a.mp4",
        ]
    )
    func `a foreign host is not asked`(url: String) async throws {
        let asked = Mutex(false)
        let store = store { _, _ in
            asked.withLock { $0 = true }
            return .answered
        }
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(url, named: Self.name)
        }
        #expect(asked.withLock { !$0 })
        #expect(folder.names(in: "results") == [])
    }

    @Test(
        arguments: [
            ("a page", Array("<!DOCTYPE html><html></html>".utf8)),
            ("an error", Array(#"{"error":"expired"}"#.utf8)), ("nothing", []),
            ("rubbish", [UInt8](repeating: 0xAA, count: 500)),
            ("a program", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]),
        ]
    )
    func `what is no video and no image is not kept`(name: String, bytes: [UInt8]) async throws {
        let store = store(downloading(bytes))
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(Self.url, named: Self.name)
        }
        #expect(folder.names(in: "results") == [])
    }

    @Test(
        arguments: [
            AddressFacts.Outcome.noAnswer(.connectionLost), .noAnswer(.budgetExceeded),
            .refused(status: 404), .skipped,
        ]
    )
    func `a download that did not end well leaves nothing behind`(
        outcome: AddressFacts.Outcome
    ) async throws {
        let store = store(downloading(video, ending: outcome))
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(Self.url, named: Self.name)
        }
        #expect(folder.names(in: "results") == [])
    }

    @Test func `no file is ever overwritten`() async throws {
        let store = store(downloading(video))
        let first = try await store.store(Self.url, named: Self.name)
        try Data("mine".utf8).write(to: URL(filePath: first.path))
        let second = try await store.store(Self.url, named: Self.name)
        #expect(try folder.read("results/r-1.mp4") == Array("mine".utf8))
        #expect(URL(filePath: second.path).lastPathComponent == "r-1-2.mp4")
        #expect(folder.names(in: "results") == ["r-1-2.mp4", "r-1.mp4"])
    }

    @Test func `a result that is there already is left as it is`() async throws {
        let store = store(downloading(video))
        let first = try await store.store(Self.url, named: Self.name)
        let second = try await store.store(Self.url, named: Self.name)
        #expect(first == second)
        #expect(folder.names(in: "results") == ["r-1.mp4"])
    }

    @Test func `what an interrupted run left goes away, and its final file stays`() async throws {
        let path = folder.path + "/results"
        let store = store(downloading(video))
        let stored = try await store.store(Self.url, named: Self.name)
        // A process that ended between the final name and the end of the other one.
        let left = path + "/.preflight-1-1.part"
        try FileManager.default.linkItem(atPath: stored.path, toPath: left)
        try Data(repeating: 1, count: 10_000).write(
            to: URL(filePath: path + "/.preflight-1-2.part")
        )
        let broken = self.store(downloading(Array(video.prefix(9))))
        await #expect(throws: ResultStore.Fault.self) {
            try await broken.store(Self.url, named: Self.name)
        }
        #expect(try folder.read("results/r-1.mp4") == video)
        try store.prepare()
        #expect(folder.names(in: "results") == ["r-1.mp4"])
        #expect(try folder.read("results/r-1.mp4") == video)
    }

    @Test func `results of the same name that come at once are all kept`() async throws {
        // Each has begun before the first ends, and they differ in an empty box.
        let all = Asked()
        let store = store { wanted, sink in
            all.note(0)
            while all.offsets.count < 4 { await Task.yield() }
            do {
                let mark = Array(wanted.url.utf8.suffix(1))
                try sink(.start(offset: 0, length: nil, entityTag: nil))
                try sink(.bytes(video + [0, 0, 0, 9] + Array("free".utf8) + mark))
                return .answered
            } catch {
                return .noAnswer(.connectionLost)
            }
        }
        let paths = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<4 {
                group.addTask {
                    try await store.store("\(Self.url)?\(number)", named: Self.name).path
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(paths.count == 4)
        #expect(
            folder.names(in: "results") == ["r-1-2.mp4", "r-1-3.mp4", "r-1-4.mp4", "r-1.mp4"]
        )
        let marks = try folder.names(in: "results").map { try folder.read("results/\($0)").last }
        #expect(Set(marks) == Set("0123".utf8))
    }

    @Test(arguments: [("\"b\"", 28), ("\"a\"", 30), (nil, 28)] as [(String?, Int)])
    func `a rest of another file is not put behind what is here`(
        tag: String?,
        length: Int
    ) async throws {
        let asked = Asked()
        let store = store { wanted, sink in
            asked.note(wanted.offset)
            do {
                let isFirst = asked.offsets.count == 1
                try sink(
                    .start(
                        offset: wanted.offset,
                        length: isFirst || wanted.offset == 0 ? video.count : length,
                        entityTag: wanted.offset == 0 ? "\"a\"" : tag
                    )
                )
                try sink(.bytes(Array(video[wanted.offset..<(isFirst ? 7 : video.count)])))
                return isFirst ? .noAnswer(.connectionLost) : .answered
            } catch {
                return .noAnswer(.connectionLost)
            }
        }
        _ = try await store.store(Self.url, named: Self.name)
        #expect(asked.offsets == [0, 7, 0])
        #expect(try folder.read("results/r-1.mp4") == video)
    }

    @Test func `a folder that cannot be made is a fault`() async throws {
        let store = ResultStore(folder: "/dev/null/results", download: downloading(video))
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(Self.url, named: Self.name)
        }
    }

    @Test(arguments: [
        ("png", PNGImage(width: 9, height: 9).encoded()),
        ("webp", WebPImage(width: 9, height: 9).encoded()), ("mp4", video),
    ])
    func `the extension is that of the bytes, not of the address`(
        name: String,
        bytes: [UInt8]
    ) async throws {
        let path = try await store(downloading(bytes)).store(Self.url, named: Self.name).path
        #expect(path.hasSuffix("/r-1.\(name)"))
    }

    @Test(
        arguments: [
            ("an image", Array(PNGImage(width: 9, height: 9).encoded().dropLast(5))),
            ("a video", Array(video.dropLast(3))),
            ("a video without an index", Array(video.prefix(20))),
            ("a header alone", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        ] as [(String, [UInt8])]
    )
    func `what its own structure shows to be cut off is not kept`(
        name: String,
        bytes: [UInt8]
    ) async throws {
        let store = store(downloading(bytes))
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(Self.url, named: Self.name)
        }
        #expect(folder.names(in: "results") == [])
    }

    @Test(
        arguments: [
            ("\"a\"", [0, 5, 10, 15, 20]), (nil, [0, 0, 0, 0, 0]), ("W/\"a\"", [0, 0, 0, 0, 0]),
        ] as [(String?, [Int])]
    )
    func `what breaks off is gone on with while it is the same`(
        tag: String?,
        offsets: [Int]
    ) async throws {
        let asked = Asked()
        let store = store { wanted, sink in
            asked.note(wanted.offset)
            do {
                try sink(.start(offset: wanted.offset, length: video.count, entityTag: tag))
                try sink(.bytes(Array(video[wanted.offset..<min(wanted.offset + 5, video.count)])))
                return .noAnswer(.connectionLost)
            } catch {
                return .noAnswer(.connectionLost)
            }
        }
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(Self.url, named: Self.name)
        }
        #expect(asked.offsets == offsets)
        #expect(folder.names(in: "results") == [])
    }

    @Test func `what was gone on with is whole`() async throws {
        let asked = Asked()
        let store = store { wanted, sink in
            asked.note(wanted.offset)
            do {
                try sink(.start(offset: wanted.offset, length: video.count, entityTag: "\"a\""))
                let end = wanted.offset == 0 ? 7 : video.count
                try sink(.bytes(Array(video[wanted.offset..<end])))
                return wanted.offset == 0 ? .noAnswer(.connectionLost) : .answered
            } catch {
                return .noAnswer(.connectionLost)
            }
        }
        let stored = try await store.store(Self.url, named: Self.name)
        #expect(asked.offsets == [0, 7])
        #expect(try folder.read("results/r-1.mp4") == video)
        #expect(stored.bytes == video.count)
        #expect(stored.sha256 == PartialResultHash.sha256(of: video))
    }

    @Test func `what is shorter than it was announced is not kept`() async throws {
        let store = store { _, sink in
            do {
                try sink(.start(offset: 0, length: video.count + 4, entityTag: nil))
                try sink(.bytes(video))
                return .answered
            } catch {
                return .noAnswer(.connectionLost)
            }
        }
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(Self.url, named: Self.name)
        }
        #expect(folder.names(in: "results") == [])
    }

    @Test func `a part that begins elsewhere is not taken`() async throws {
        let store = store { wanted, sink in
            do {
                try sink(.start(offset: 3, length: video.count, entityTag: "\"a\""))
                try sink(.bytes(Array(video[3...])))
            } catch {
                return .noAnswer(.connectionLost)
            }
            return .answered
        }
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(Self.url, named: Self.name)
        }
        #expect(folder.names(in: "results") == [])
    }

    @Test(arguments: [
        ("{request}", "r-1"), ("a {request} {n}", "a r-1 other"), ("../../{request}", "-..-r-1"),
        ("/etc/{request}", "-etc-r-1"), ("{subject}", "other"), ("..", "result"),
    ])
    func `names stay in their folder`(template: String, name: String) async throws {
        let text = try #require(ResultName(template: template)).text(Self.name)
        #expect(text == name)
        #expect(!text.contains("/") && !text.hasPrefix("."))
    }

    @Test(arguments: ["", "{", "{nobody}", "a{request", "{}"])
    func `a template with a placeholder that is not known is refused`(template: String) {
        #expect(ResultName(template: template) == nil)
    }
}

/// From where downloads were asked for.
private final class Asked: Sendable {
    private let state = Mutex<[Int]>([])

    var offsets: [Int] { state.withLock { $0 } }

    func note(_ offset: Int) { state.withLock { $0.append(offset) } }
}

/// The hash of some bytes.
private enum PartialResultHash {
    static func sha256(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
    }
}
