import Testing

@testable import Preflight

/// Programs that are run for what they print.
struct SystemProgramTests {
    private func shell(_ script: String) -> [UInt8]? {
        SystemProgram.output(
            of: "sh",
            ["-c", script],
            environment: ["PATH": "/usr/bin:/bin", "NAME": "a value"]
        )
    }

    @Test func `all that is printed is read, and errors are not`() {
        #expect(shell("echo out; echo error >&2") == Array("out\n".utf8))
        #expect(shell("head -c 3000000 /dev/zero")?.count == 3_000_000)
        #expect(shell("true") == [])
    }

    @Test func `a program that fails or is killed has said nothing`() {
        #expect(shell("echo out; exit 3") == nil)
        #expect(shell("echo out; kill -9 $$") == nil)
        let missing = SystemProgram.output(of: "no-such-program", [], environment: [:])
        #expect(missing == nil)
    }

    @Test func `it sees the environment that it was given, and no input`() {
        #expect(shell("echo \"$NAME $HOME\"; cat") == Array("a value \n".utf8))
    }

    @Test func `it is no member of our group, and blocks no signal`() throws {
        #if os(Linux)
        let blocked = try #require(shell("grep SigBlk /proc/self/status"))
        #expect(String(decoding: blocked, as: UTF8.self).hasSuffix("\t0000000000000000\n"))
        let groups = try #require(shell("ps -o pgid= -p $$,$PPID"))
        let numbers = String(decoding: groups, as: UTF8.self).split(separator: "\n")
        #expect(numbers.count == 2)
        #expect(Set(numbers).count == 2)
        #endif
    }
}
