import Foundation
import Sandbox
import Testing

/// The sandbox as a whole.
struct SandboxTests {
    @Test func `after serving, nobody listens on its ports`() async throws {
        let sandbox = Sandbox(folders: [], log: nil)
        let (curl, during) = try await sandbox.serving { access in
            let curl = try Curl(access)
            let statuses = [
                try await curl.api("/models").status,
                try await curl("https://images.preflight.test/x.png").status,
            ]
            return (curl, statuses)
        }
        #expect(during == [200, 404])
        let refused: Int32 = 7
        #expect(try await curl.api("/models").exit == refused)
        #expect(try await curl("https://images.preflight.test/x.png").exit == refused)
    }

    @Test func `what its user throws is passed on after it has stopped`() async throws {
        struct Mishap: Error { let access: SandboxAccess }
        let mishap = await #expect(throws: Mishap.self) {
            try await Sandbox(folders: [], log: nil).serving { throw Mishap(access: $0) }
        }
        let curl = try Curl(try #require(mishap).access)
        #expect(try await curl.api("/models").exit == 7)
    }

    @Test func `a log that cannot be opened is a fault, not a silent sandbox`() async throws {
        let sandbox = Sandbox(folders: [], log: "/nowhere/at/all/log.ndjson")
        await #expect(throws: SandboxFault.self) { try await sandbox.serving { _ in } }
    }

    @Test func `what a client needs survives the ready file`() async throws {
        let access = try await Sandbox(folders: [], log: nil).serving { $0 }
        let copy = try JSONDecoder().decode(
            SandboxAccess.self,
            from: try JSONEncoder().encode(access)
        )
        #expect(copy.base == access.base)
        #expect(copy.certificate == access.certificate)
        #expect(copy.hosts == access.hosts)
        #expect(copy.resultHosts == ["results.preflight.test"])
        #expect(access.base.hasPrefix("https://127.0.0.1:"))
        #expect(access.hosts.allSatisfy { $0.address == "127.0.0.1" })
    }

    @Test func `the certificate of one run does not vouch for another`() async throws {
        let sandbox = Sandbox(folders: [], log: nil)
        let exit = try await sandbox.serving { first in
            try await sandbox.serving { second in
                try await Curl(first)(second.base + "/models").exit
            }
        }
        let untrusted: Int32 = 60
        #expect(exit == untrusted)
    }

    /// One mistake must not be made twice: the imitation judges with code of its own.
    @Test func `the sandbox imports no other target of this package`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let targets = Set(try FileManager.default.contentsOfDirectory(atPath: sources.path))
        #expect(targets.isSuperset(of: ["Sandbox", "Rules", "PreflightModel", "ImageProbe"]))
        let folder = sources.appending(path: "Sandbox").path
        let files = try #require(FileManager.default.enumerator(atPath: folder)?.allObjects)
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
        #expect(files.count > 20)
        for file in files {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            let imports = text.matches(of: /(?m)^\s*(?:\w+ |@\w+ )*import (?:\w+ )?(\w+)/).map {
                String($0.output.1)
            }
            #expect(imports.filter(targets.contains) == [], "\(file)")
        }
    }
}
