import Foundation

/// The log of what was asked and answered: one JSON object per line.
///
/// It is the oracle of every sweep, so a line is written before its answer leaves.
actor Journal {
    /// One answered request.
    struct Entry: Encodable, Sendable {
        /// `api`, `images`, `results`, or `other` for a name that nobody serves.
        let host: String
        let method: String
        /// The path as it was sent, without the query.
        let path: String
        let status: Int
        var model: String?
        var requestID: String?
        var bodySHA256: String?
        /// Whether this request created a job that is paid for.
        var accepted = false
        /// True when credentials were sent where they never belong.
        var tokenLeaked: Bool?

        enum CodingKeys: String, CodingKey {
            case host, method, path, status, model, accepted
            case requestID = "request_id"
            case bodySHA256 = "body_sha256"
            case tokenLeaked = "token_leaked"
        }
    }

    private struct Line: Encodable {
        let n: Int
        let entry: Entry

        enum CodingKeys: CodingKey { case n }

        func encode(to encoder: any Encoder) throws {
            try entry.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(n, forKey: .n)
        }
    }

    private let file: FileHandle?
    private var count = 0

    /// Opens the log for appending, creating it when it is missing.
    init(path: String?) throws(SandboxFault) {
        guard let path else {
            file = nil
            return
        }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw SandboxFault(operation: "open its log \(path)", cause: reason)
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Appends one line; when `durable`, returns only after it has reached the disk.
    func append(_ entry: Entry, durable: Bool) throws {
        count += 1
        guard let file else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var line = try encoder.encode(Line(n: count, entry: entry))
        line.append(UInt8(ascii: "\n"))
        try file.write(contentsOf: line)
        if durable { try file.synchronize() }
    }
}
