import Foundation
import HTTPTypes

/// One call of the model API.
enum APICall: Equatable {
    case submit(model: String)
    case status(id: String)
    case result(id: String)
    case cancel(id: String)
    case models
    case model(String)

    /// The faults that may strike it.
    var faultCall: Fault.Call? {
        switch self {
        case .submit: .submit
        case .status: .status
        case .result: .result
        case .cancel: .cancel
        case .models, .model: nil
        }
    }

    /// Reads a call from a method and a still percent-encoded path; nil when there is no such call.
    init?(_ method: HTTPRequest.Method, _ path: String) {
        let encoded = path.split(separator: "/", omittingEmptySubsequences: false)
        let parts = encoded.compactMap { String($0).removingPercentEncoding }
        guard parts.count == encoded.count, parts.count >= 3, parts[0].isEmpty, parts[1] == "v1"
        else { return nil }
        let rest = Array(parts[3...])
        switch (method, parts[2], rest.count) {
        case (.post, "models", 1...): self = .submit(model: rest.joined(separator: "/"))
        case (.get, "models", 0): self = .models
        case (.get, "models", _): self = .model(rest.joined(separator: "/"))
        case (.get, "requests", 2) where rest[1] == "status": self = .status(id: rest[0])
        case (.get, "requests", 2) where rest[1] == "result": self = .result(id: rest[0])
        case (.post, "requests", 2) where rest[1] == "cancel": self = .cancel(id: rest[0])
        default: return nil
        }
    }

    /// Whether a model identifier has two to six parts, none of them empty.
    static func isModelID(_ id: String) -> Bool {
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        return (2...6).contains(parts.count) && !parts.contains { $0.isEmpty }
    }
}
