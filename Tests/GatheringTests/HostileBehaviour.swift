import PreflightModel
import SampleImages
import Testing

/// A way in which a server is no server, and how it must end.
struct HostileBehaviour: Sendable, CustomTestStringConvertible {
    /// What a run makes of it.
    enum Ending: Hashable, Sendable {
        /// An image whose header was read.
        case image
        /// Bytes that are no image.
        case noImage
        /// An answer that is no HTTP, or no answer to what was asked.
        case violation
        /// The connection ended early.
        case lost
        /// The time ran out.
        case late
        /// More came than a part of an answer may have.
        case tooMuch
        /// No TLS.
        case noTLS
        /// A status that is final.
        case refused
        /// A status that is not.
        case busy
        /// More redirects than are followed.
        case redirects
        /// A redirect to nowhere.
        case malformed
        /// Anything else.
        case other
    }

    let name: String
    let isTLS: Bool
    /// The endings that are right.
    let endings: Set<Ending>
    let script: HostileServer.Script

    var testDescription: String { name }

    /// A short time where time must run out, and a long one where it must not decide.
    var attempt: Duration {
        endings.contains(.late) ? .seconds(1) : .seconds(20)
    }

    /// One without TLS.
    static func bare(
        _ name: String,
        _ endings: Set<Ending>,
        _ script: @escaping HostileServer.Script
    ) -> HostileBehaviour {
        HostileBehaviour(
            name: name,
            isTLS: false,
            endings: endings,
            script: script
        )
    }

    /// One after the handshake and the first request.
    static func answer(
        _ name: String,
        _ endings: Set<Ending>,
        _ script: @escaping HostileServer.Script
    ) -> HostileBehaviour {
        HostileBehaviour(name: name, isTLS: true, endings: endings) { connection in
            try await connection.request()
            try await script(&connection)
        }
    }

    /// One that gives every request the same answer.
    static func always(
        _ name: String,
        _ endings: Set<Ending>,
        _ answer: String,
        _ body: [UInt8] = []
    ) -> HostileBehaviour {
        HostileBehaviour(
            name: name,
            isTLS: true,
            endings: endings
        ) { connection in
            while try await !connection.request().isEmpty {
                try await connection.send(Array(answer.utf8) + body)
            }
        }
    }
}

extension HostileBehaviour.Ending {
    init(_ facts: MediaFacts) {
        self =
            switch facts.address?.outcome {
            case .answered: facts.image == nil ? .noImage : .image
            case .noAnswer(.protocolViolation), .noAnswer(.contradictoryPart): .violation
            case .noAnswer(.connectionLost): .lost
            case .noAnswer(.timedOut): .late
            case .noAnswer(.budgetExceeded): .tooMuch
            case .tlsRefused, .noAnswer(.noCommonTLS): .noTLS
            case .refused: .refused
            case .overloaded: .busy
            case .tooManyRedirects: .redirects
            case .malformed: .malformed
            default: .other
            }
    }
}
