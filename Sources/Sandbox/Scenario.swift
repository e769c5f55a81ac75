import Foundation
import HTTPTypes
import Hummingbird

/// What goes wrong, and when: read from a file, the same in each run.
///
/// ```json
/// {"queue": 2, "faults": [{"fault": "accepted-dropped", "after": 1, "times": 2}]}
/// ```
package struct Scenario: Decodable, Sendable {
    /// A fault and the calls that it strikes.
    struct Step: Decodable, Sendable {
        let fault: Fault
        /// How many calls of its kind go well first.
        let after: Int
        /// How many it strikes then; 0 for all.
        let times: Int
        /// The seconds of a pause, or of `Retry-After`.
        let seconds: Int?

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case fault, after, times, seconds
        }

        init(from decoder: any Decoder) throws {
            try Scenario.refuseUnknownKeys(in: decoder, CodingKeys.self)
            let members = try decoder.container(keyedBy: CodingKeys.self)
            fault = try members.decode(Fault.self, forKey: .fault)
            after = try members.decodeIfPresent(Int.self, forKey: .after) ?? 0
            times = try members.decodeIfPresent(Int.self, forKey: .times) ?? 1
            seconds = try members.decodeIfPresent(Int.self, forKey: .seconds)
        }

        /// Whether it strikes the call of this number, counted from 0.
        func strikes(_ number: Int) -> Bool {
            number >= after && (times == 0 || number < after + times)
        }
    }

    /// How many looks at the status a job waits for in the queue.
    let queue: Int
    let steps: [Step]

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case queue
        case steps = "faults"
    }

    private static let usualQueue = 2

    /// Nothing goes wrong.
    package init() {
        queue = Self.usualQueue
        steps = []
    }

    /// Reads a file.
    package init(file path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SandboxFault(operation: "read a scenario", cause: "no file \(path)")
        }
        do {
            self = try JSONDecoder().decode(Scenario.self, from: data)
        } catch let error as DecodingError {
            throw SandboxFault(operation: "read a scenario", cause: Self.words(error))
        }
    }

    package init(from decoder: any Decoder) throws {
        try Self.refuseUnknownKeys(in: decoder, CodingKeys.self)
        let members = try decoder.container(keyedBy: CodingKeys.self)
        queue = try members.decodeIfPresent(Int.self, forKey: .queue) ?? Self.usualQueue
        steps = try members.decodeIfPresent([Step].self, forKey: .steps) ?? []
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static func refuseUnknownKeys<Key: CodingKey & CaseIterable>(
        in decoder: any Decoder,
        _ known: Key.Type
    ) throws {
        let names = Set(known.allCases.map(\.stringValue))
        let members = try decoder.container(keyedBy: AnyKey.self)
        if let other = members.allKeys.first(where: { !names.contains($0.stringValue) }) {
            throw DecodingError.dataCorruptedError(
                forKey: other,
                in: members,
                debugDescription: "it is none of \(names.sorted().joined(separator: ", "))"
            )
        }
    }

    private static func words(_ error: DecodingError) -> String {
        let context: DecodingError.Context =
            switch error {
            case .dataCorrupted(let context): context
            case .keyNotFound(_, let context): context
            case .typeMismatch(_, let context): context
            case .valueNotFound(_, let context): context
            @unknown default: .init(codingPath: [], debugDescription: "\(error)")
            }
        let path = context.codingPath.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }
        return (path.isEmpty ? "" : path.joined(separator: ".") + ": ") + context.debugDescription
    }
}

/// Hands out the faults of a scenario as the calls come.
actor FaultPlan {
    private let steps: [Scenario.Step]
    private var counts: [Fault.Call: Int] = [:]

    /// The fault that one request asks for by a header of its own.
    static func asked(by request: Request) -> String? {
        HTTPField.Name("X-Sandbox-Fault").flatMap { request.headers[$0] }
    }

    init(_ scenario: Scenario) { steps = scenario.steps }

    /// The fault for the next call of a kind, if there is one; `asked` is what the request asks for.
    func next(_ call: Fault.Call, asked: String?) -> (fault: Fault, seconds: Int?)? {
        let number = counts[call, default: 0]
        counts[call] = number + 1
        // "submit-429 2" asks for seconds, too.
        if let words = asked?.split(separator: " "), let name = words.first,
            let fault = Fault(rawValue: String(name)), fault.call == call
        {
            return (fault, words.count > 1 ? Int(words[1]) : nil)
        }
        return steps.first { $0.fault.call == call && $0.strikes(number) }
            .map { ($0.fault, $0.seconds) }
    }
}
