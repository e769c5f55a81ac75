import Foundation
import GRDB
import PreflightModel
import Testing

@testable import Ledger

private let model = ModelID("some/model")

/// Runs a test in a folder of its own that is removed afterwards.
private func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "preflight-ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

private func withLedgerPath<Result>(_ body: (String) throws -> Result) throws -> Result {
    try withFolder { try body($0.appending(path: "ledger.sqlite").path) }
}

private func open(_ path: String, at time: Int64 = 1) throws(LedgerFault) -> SubmissionLedger {
    try SubmissionLedger(path: path) { time }
}

extension SubmissionLedger {
    fileprivate func row(_ digest: String = "d1", again: Bool = false) throws -> Int64 {
        let reservation = try reserve(
            target: "provider",
            subject: "f#1",
            model: model,
            digest: digest,
            measured: nil,
            again: again
        )
        guard case .reserved(let id) = reservation else {
            throw LedgerFault.failed(reason: "\(reservation)")
        }
        return id
    }
}

struct LedgerTests {
    private static let results = [
        StoredResult(path: "a.mp4", bytes: 10, sha256: "aa"),
        StoredResult(path: "b\n/c \"d\".mp4", bytes: 0, sha256: "bb"),
    ]

    @Test func `nothing is sent while a reader keeps its row from the file`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let first = try ledger.row("d1")
            let reader = try DatabaseQueue(path: path)
            try reader.inDatabase { database in
                try database.execute(sql: "BEGIN")
                _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM submission")
                #expect(throws: LedgerFault.read(path: path)) { try ledger.recordSending(first) }
                // What is known of it stays all the same.
                try ledger.record(first, .notSent, detail: "a reader")
                try database.execute(sql: "COMMIT")
            }
            let second = try ledger.row("d2")
            try ledger.recordSending(second)
            // The log is lost; the file has the row.
            let copy = path + ".copy"
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let states = try DatabaseQueue(path: copy).read { database in
                try String.fetchAll(database, sql: "SELECT state FROM submission ORDER BY id")
            }
            #expect(states == ["not-sent", "sending"])
        }
    }

    @Test func `what went wrong is over once the results are here`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let row = try ledger.row()
            try ledger.record(row, .completed, detail: "the download is cut off")
            try ledger.record(row, .downloaded, results: Self.results)
            #expect(try ledger.entry(row: row)?.detail == nil)
        }
    }

    @Test func `synchronous reads back full on every open`() throws {
        try withLedgerPath { path in
            for _ in 1...3 {
                let ledger = try open(path)
                #expect(try ledger.synchronous() == 2)
                _ = try ledger.row("d", again: true)
                #expect(try ledger.synchronous() == 2)
            }
        }
    }

    @Test func `a row keeps what is recorded`() throws {
        try withLedgerPath { path in
            let id = try open(path, at: 10).row()
            let ledger = try open(path, at: 20)
            try ledger.record(id, .submitted, requestID: "req-1")
            try ledger.record(id, .downloaded, results: Self.results, detail: "fine")
            try ledger.record(id, .completed)
            let entry = try #require(try ledger.entries().first)
            #expect(entry.id == id)
            #expect(entry.subject == "f#1")
            #expect(entry.model == model)
            #expect(entry.digest == "d1")
            #expect(entry.state == .completed)
            #expect(entry.requestID == "req-1")
            #expect(entry.results == Self.results)
            #expect(entry.detail == "fine")
            #expect(entry.created == 10)
            #expect(entry.changed == 20)
        }
    }

    @Test func `a new row is an intent without anything else`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            _ = try ledger.row()
            let entry = try #require(try ledger.entries().first)
            #expect(entry.state == .intent)
            #expect(entry.requestID == nil)
            #expect(entry.results.isEmpty)
            #expect(entry.detail == nil)
        }
    }

    @Test func `rows come in their order and are found by either name`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let ids = try ["a", "b", "c"].map { try ledger.row($0) }
            try ledger.record(ids[1], .running, requestID: "req-b")
            #expect(try ledger.entries().map(\.id) == ids)
            #expect(try ledger.entry("req-b")?.digest == "b")
            #expect(try ledger.entry("\(ids[2])")?.digest == "c")
            #expect(try ledger.entry("nobody") == nil)
            #expect(try ledger.entry("99") == nil)
        }
    }

    @Test func `recording a row that is not there fails`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            #expect(throws: LedgerFault.failed(reason: "there is no row 7")) {
                try ledger.record(7, .running)
            }
        }
    }

    @Test func `numbers of rows are never used again`() throws {
        try withLedgerPath { path in
            let first = try open(path).row("a")
            let second = try open(path).row("b")
            #expect(second > first)
        }
    }

    @Test(arguments: JobState.allCases)
    func `a payload is repeated unless it provably cost nothing`(state: JobState) throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let id = try ledger.row()
            try ledger.record(id, state)
            let free: Set<JobState> = [.notSent, .refused]
            let next = try ledger.reserve(
                target: "provider",
                subject: "g#1",
                model: model,
                digest: "d1",
                measured: nil,
                again: false
            )
            switch next {
            case .reserved(let other):
                #expect(free.contains(state))
                #expect(other != id)
            case .repeated(let entry):
                #expect(!free.contains(state))
                #expect(entry.id == id)
                #expect(entry.state == state)
                #expect(try ledger.entries().count == 1)
            }
        }
    }

    @Test func `again makes another row`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let first = try ledger.row()
            try ledger.record(first, .downloaded)
            let second = try ledger.row(again: true)
            #expect(second != first)
            #expect(try ledger.entries().count == 2)
        }
    }

    @Test func `a refusal after a success does not hide the success`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let paid = try ledger.row()
            try ledger.record(paid, .completed)
            let refused = try ledger.row(again: true)
            try ledger.record(refused, .refused)
            let next = try ledger.reserve(
                target: "provider",
                subject: "x",
                model: model,
                digest: "d1",
                measured: nil,
                again: false
            )
            guard case .repeated(let entry) = next else {
                Issue.record("\(next)")
                return
            }
            #expect(entry.id == paid)
        }
    }

    @Test func `the same payload for another model is another one`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            _ = try ledger.row()
            let other = ModelID("other/model")
            let next = try ledger.reserve(
                target: "provider",
                subject: "x",
                model: other,
                digest: "d1",
                measured: nil,
                again: false
            )
            #expect(next == .reserved(2))
            #expect(try ledger.row("d2") == 3)
        }
    }

    @Test func `what a dead process left is settled at the next open`() throws {
        try withLedgerPath { path in
            do {
                let ledger = try open(path)
                for state in JobState.allCases {
                    try ledger.record(try ledger.row(state.rawValue), state)
                }
            }
            let entries = try open(path).entries()
            let expected = JobState.allCases.map { state -> JobState in
                switch state {
                case .sending: .outcomeUnknown
                case .intent: .notSent
                default: state
                }
            }
            #expect(entries.map(\.state) == expected)
            let sent = try #require(entries.first { $0.digest == "sending" })
            #expect(sent.detail?.isEmpty == false)
            #expect(entries.first { $0.digest == "running" }?.detail == nil)
        }
    }

    @Test func `a second open is refused and names the holder`() throws {
        try withLedgerPath { path in
            let first = try open(path)
            let holder = "\(ProcessInfo.processInfo.processIdentifier)"
            #expect(throws: LedgerFault.locked(path: path + ".lock", holder: holder)) {
                try open(path)
            }
            _ = try first.row()
            #expect(throws: LedgerFault.self) { try open(path) }
            withExtendedLifetime(first) {}
        }
    }

    @Test func `a ledger that was let go can be opened`() throws {
        try withLedgerPath { path in
            _ = try open(path).row()
            #expect(try open(path).entries().count == 1)
        }
    }

    @Test func `only the owner can read the ledger and its log`() throws {
        try withLedgerPath { path in
            for _ in 1...2 {
                let ledger = try open(path)
                _ = try ledger.row("d", again: true)
                for suffix in ["", "-wal", "-shm", ".lock"] {
                    let file = path + suffix
                    guard suffix.isEmpty || FileManager.default.fileExists(atPath: file) else {
                        continue
                    }
                    #expect(try mode(of: file) == 0o600, "\(suffix)")
                }
                withExtendedLifetime(ledger) {}
            }
        }
    }

    @Test func `a ledger that others could read is closed to them`() throws {
        try withLedgerPath { path in
            _ = try open(path)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            _ = try open(path)
            #expect(try mode(of: path) == 0o600)
        }
    }

    @Test func `each change is in the main file when its call returns`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let id = try ledger.row()
            try ledger.record(id, .submitted, requestID: "req-1")
            let copy = path + ".copy"
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let entry = try #require(try open(copy).entries().first)
            #expect(entry.state == .submitted)
            #expect(entry.requestID == "req-1")
            withExtendedLifetime(ledger) {}
        }
    }

    @Test func `a ledger of a newer version is left alone`() throws {
        try withLedgerPath { path in
            _ = try open(path).row()
            try DatabaseQueue(path: path).write { database in
                try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('9')")
            }
            #expect(throws: LedgerFault.newer(path: path)) { try open(path) }
        }
    }

    @Test func `a ledger of version 1 is gone on with`() throws {
        try withLedgerPath { path in
            let id = try open(path).row()
            try DatabaseQueue(path: path).write { database in
                try database.execute(sql: "ALTER TABLE submission DROP COLUMN measured")
                try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '2'")
                try database.execute(
                    sql: "UPDATE submission SET state = 'downloaded', files = '[\"a.mp4\"]'"
                )
            }
            // Who only looks changes nothing.
            let seen = try #require(try LedgerReader(path: path).entry("\(id)"))
            #expect(seen.results == [StoredResult(path: "a.mp4", bytes: nil, sha256: nil)])
            let ledger = try open(path)
            #expect(try ledger.entries() == [seen])
            #expect(try ledger.row("other") == id + 1)
        }
    }

    // MARK: Readers

    @Test func `a reader needs no lock and changes nothing`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let id = try ledger.row()
            try ledger.recordSending(id)
            let reader = try LedgerReader(path: path)
            #expect(try reader.entries().map(\.state) == [.sending])
            try ledger.record(id, .submitted, requestID: "req-1")
            #expect(try reader.entry("req-1")?.state == .submitted)
            #expect(try reader.entry("nobody") == nil)
        }
    }

    @Test func `a change is durable while somebody reads`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let id = try ledger.row()
            var configuration = Configuration()
            configuration.readonly = true
            let reader = try DatabaseQueue(path: path, configuration: configuration)
            try reader.read { database in
                _ = try Row.fetchOne(database, sql: "SELECT * FROM submission")
                try ledger.record(id, .submitted, requestID: "req-1")
            }
            #expect(try ledger.entry("req-1")?.state == .submitted)
        }
    }

    @Test func `a ledger that was just made is empty`() throws {
        try withLedgerPath { path in
            try Data().write(to: URL(filePath: path))
            let reader = try LedgerReader(path: path)
            #expect(try reader.entries() == [])
            #expect(try reader.entry("1") == nil)
            #expect(try reader.submissions(target: "provider", model: model, digest: "d") == 0)
            let other = try DatabaseQueue(path: path)
            try other.write { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier)") }
            #expect(try LedgerReader(path: path).entries() == [])
            try other.write { try $0.execute(sql: "CREATE TABLE songs (title)") }
            #expect(throws: LedgerFault.self) { try LedgerReader(path: path) }
        }
    }

    @Test func `what is no ledger is not read`() throws {
        try withLedgerPath { path in
            try Data("this is no database, and long enough to be looked at".utf8)
                .write(to: URL(filePath: path))
            #expect(throws: LedgerFault.self) { try LedgerReader(path: path) }
            #expect(throws: LedgerFault.self) { try LedgerReader(path: path + ".missing") }
            #expect(!FileManager.default.fileExists(atPath: path + ".missing"))
        }
    }

    @Test func `a ledger that is reached by a link has the same lock`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let link = path + ".link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            #expect(throws: LedgerFault.self) { try open(link) }
            ledger.close()
            _ = try open(link)
        }
    }

    @Test func `a link to a ledger that is yet to be made has the same lock`() throws {
        try withLedgerPath { path in
            let link = path + ".link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            let ledger = try open(link)
            #expect(throws: LedgerFault.self) { try open(path) }
            ledger.close()
        }
    }

    @Test func `a ledger whose index is damaged is not used`() throws {
        try withLedgerPath { path in
            let digest = String(repeating: "d1", count: 32)
            let ledger = try open(path)
            for number in 0..<40 { _ = try ledger.row(digest + "\(number)") }
            ledger.close()
            var bytes = Array(try Data(contentsOf: URL(filePath: path)))
            let text = Array((digest + "7").utf8)
            let places = bytes.indices.dropLast(text.count).filter {
                bytes[$0..<$0 + text.count].elementsEqual(text)
            }
            // Once in the table and once in the index, which is the later page.
            let place = try #require(places.last)
            bytes[place] ^= 1
            try Data(bytes).write(to: URL(filePath: path))
            expectUnusable(path)
        }
    }

    @Test func `a damaged row is a fault`() throws {
        try withLedgerPath { path in
            let id = try open(path).row()
            try DatabaseQueue(path: path).write { database in
                try database.execute(sql: "UPDATE submission SET state = 'nobody'")
            }
            #expect(throws: LedgerFault.self) { try LedgerReader(path: path).entries() }
            #expect(throws: LedgerFault.self) { try LedgerReader(path: path).entry("\(id)") }
        }
    }

    @Test func `digits are a row and not a request`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let (first, second) = (try ledger.row("a"), try ledger.row("b"))
            try ledger.record(first, .submitted, requestID: "\(second)")
            #expect(try ledger.entry("\(second)")?.digest == "b")
        }
    }

    @Test func `a foreign hand that holds the file is waited for, and then named`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            let id = try ledger.row()
            let other = try DatabaseQueue(path: path)
            try other.inDatabase { database in
                try database.execute(sql: "BEGIN IMMEDIATE")
                #expect(throws: LedgerFault.locked(path: path, holder: nil)) {
                    try ledger.recordSending(id)
                }
                try database.execute(sql: "ROLLBACK")
            }
            try ledger.recordSending(id)
        }
    }

    // MARK: Settling

    @Test func `only what is unknown is settled`() throws {
        try withLedgerPath { path in
            let ledger = try open(path)
            for state in JobState.allCases {
                let id = try ledger.row(state.rawValue)
                try ledger.record(id, state, requestID: state == .submitted ? "taken" : nil)
                guard state != .outcomeUnknown else { continue }
                #expect(throws: LedgerFault.self) {
                    try ledger.settle(id, as: .notSent)
                }
                #expect(try ledger.entry("\(id)")?.state == state)
            }
            let accepted = try ledger.row("a")
            try ledger.record(accepted, .outcomeUnknown, detail: "reset")
            #expect(throws: LedgerFault.self) {
                try ledger.settle(accepted, as: .accepted(requestID: "taken"))
            }
            try ledger.settle(accepted, as: .accepted(requestID: "req-9"))
            let entry = try #require(try ledger.entry("req-9"))
            #expect(entry.id == accepted)
            #expect(entry.state == .submitted)
            #expect(entry.detail == LedgerEntry.settledByHand)

            let lost = try ledger.row("b")
            try ledger.record(lost, .outcomeUnknown)
            try ledger.settle(lost, as: .notSent)
            #expect(try ledger.entry("\(lost)")?.state == .notSent)
            #expect(try ledger.row("b") > lost)
        }
    }

    @Test func `a folder that is not there is named`() throws {
        try withFolder { folder in
            let path = folder.appending(path: "missing/ledger.sqlite").path
            expectUnusable(path)
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "missing").path))
        }
    }

    @Test func `a path that is a folder is refused`() throws {
        try withFolder { folder in
            let path = folder.appending(path: "ledger").path
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: false
            )
            expectUnusable(path)
        }
    }

    @Test func `a file that is no database is refused and kept`() throws {
        try withLedgerPath { path in
            let text = String(repeating: "this is no database\n", count: 100)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            expectUnusable(path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test func `a refused open lets go of the lock`() throws {
        try withLedgerPath { path in
            try String(repeating: "x", count: 4096).write(
                toFile: path,
                atomically: true,
                encoding: .utf8
            )
            expectUnusable(path)
            try FileManager.default.removeItem(atPath: path)
            #expect(throws: Never.self) { try open(path) }
        }
    }

    private func expectUnusable(_ path: String) {
        let fault = #expect(throws: LedgerFault.self) { try open(path) }
        guard case .unusable(let named, let reason)? = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(named.hasPrefix(path))
        #expect(!reason.isEmpty)
    }

    private func mode(of path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}
