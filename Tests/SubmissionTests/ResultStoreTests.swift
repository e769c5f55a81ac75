import Foundation
import PreflightModel
import Submission
import Synchronization
import Testing

/// Results on their way to the disk.
struct ResultStoreTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let url = "https://cdn.runcomfy.net/out.mp4"

    private func store(
        hosts: [String] = [],
        _ download: @escaping Download
    ) -> ResultStore {
        ResultStore(
            folder: folder.path + "/results",
            additionalHosts: hosts,
            download: download
        )
    }

    @Test func `a result has its final name and all of its bytes`() async throws {
        let path = try await store(downloading(video)).store(Self.url, named: "r-1")
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
        #expect(try await store.store(url, named: "r-1").hasSuffix("/r-1.mp4"))
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
        await #expect(throws: ResultStore.Fault.self) { try await store.store(url, named: "r-1") }
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
            try await store.store(Self.url, named: "r-1")
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
            try await store.store(Self.url, named: "r-1")
        }
        #expect(folder.names(in: "results") == [])
    }

    @Test func `no file is ever overwritten`() async throws {
        let store = store(downloading(video))
        let first = try await store.store(Self.url, named: "r-1")
        try Data("mine".utf8).write(to: URL(filePath: first))
        let second = try await store.store(Self.url, named: "r-1")
        let third = try await store.store(Self.url, named: "r-1")
        #expect(try folder.read("results/r-1.mp4") == Array("mine".utf8))
        #expect(
            [second, third].map { URL(filePath: $0).lastPathComponent } == [
                "r-1-2.mp4", "r-1-3.mp4",
            ]
        )
        #expect(folder.names(in: "results") == ["r-1-2.mp4", "r-1-3.mp4", "r-1.mp4"])
    }

    @Test func `what an interrupted run left is written anew`() async throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/results",
            withIntermediateDirectories: true
        )
        let left = URL(filePath: folder.path + "/results/.r-1.part")
        try Data(repeating: 1, count: 10_000).write(to: left)
        _ = try await store(downloading(video)).store(Self.url, named: "r-1")
        #expect(try folder.read("results/r-1.mp4") == video)
        #expect(folder.names(in: "results") == ["r-1.mp4"])
    }

    @Test func `a folder that cannot be made is a fault`() async throws {
        let store = ResultStore(folder: "/dev/null/results", download: downloading(video))
        await #expect(throws: ResultStore.Fault.self) {
            try await store.store(Self.url, named: "r-1")
        }
    }

    @Test(
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "png"),
            (Array("RIFF\u{8}\0\0\0WEBPVP8 ".utf8), "webp"),
        ] as [([UInt8], String)]
    )
    func `the extension is that of the bytes, not of the address`(
        prefix: [UInt8],
        name: String
    ) async throws {
        let bytes = prefix + [UInt8](repeating: 0, count: 64)
        let path = try await store(downloading(bytes)).store(Self.url, named: "r-1")
        #expect(path.hasSuffix("/r-1.\(name)"))
    }
}
