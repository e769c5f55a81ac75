internal import Documents
internal import PreflightModel

/// An answer of the Model API, read the same way for every call.
struct APIAnswer {
    let status: Int
    /// The JSON of the body, if it is any.
    let node: Node?

    /// What must not be repeated, should the provider repeat it.
    private let secret: String

    init(status: Int, body: [UInt8], secret: String) {
        self.status = status
        self.secret = secret
        node = try? JSONReader.read(body)
    }

    /// Whether the status says success and no error code contradicts it.
    var isSuccess: Bool { (200..<300).contains(status) && !hasErrorCode }

    /// What came of a submission.
    ///
    /// A success without a request id, and any server error, leave the outcome unknown.
    var postAnswer: PostAnswer {
        if isSuccess, let id = node?["request_id"]?.text.flatMap({ RequestID($0) }) {
            return .accepted(id)
        }
        if let refusal, refusal.kind != .unavailable { return .refused(refusal) }
        let named = node?["request_id"]?.text.flatMap { RequestID($0) }
        let name = named.map { ", request \($0)" } ?? ""
        return .lost(reason: "status \(status)\(name): \(message)")
    }

    /// The refusal that the answer is, if it is one.
    ///
    /// The provider's codes: 400002 no balance, 400004 token or account, 403001 not yours.
    var refusal: Refusal? {
        switch (status, errorCode) {
        case (402, _), (_, 400_002): Refusal(.balance, message)
        case (401, _), (403, _), (_, 400_004), (_, 403_001): Refusal(.authentication, message)
        case (408, _), (425, _), (429, _): Refusal(.later, message)
        case (400..<500, _): Refusal(.input, message)
        case (500..<600, _): Refusal(.unavailable, message)
        default: nil
        }
    }

    private var hasErrorCode: Bool {
        switch node?["error_code"]?.value {
        case nil, .null, .bool(false), .string(""): false
        case .number: errorCode != 0
        default: true
        }
    }

    private var errorCode: Int64? {
        let code = node?["error_code"]
        return (code?.number ?? code?.text.flatMap { Fraction(decimal: $0) })?.numerator
    }

    private var message: String {
        let keys = ["error_message", "message", "error", "detail"]
        let words = keys.lazy.compactMap { node?[$0]?.text }.first
        return String((words ?? "no message").replacing(secret, with: "***").prefix(300))
    }
}
