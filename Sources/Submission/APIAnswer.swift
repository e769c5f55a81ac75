internal import Addresses
internal import Documents
internal import PreflightModel

/// An answer of the Model API, read the same way for every call.
struct APIAnswer {
    let status: Int
    /// The JSON of the body, if it is any, without the secret.
    let node: Node?

    private let retryAfter: Duration?

    /// Takes an answer; `secret` must not be repeated, should the provider repeat it, `retryAfter` is the
    /// header of that name, and `now` the seconds since 1970 by which a date in it is read.
    init(
        status: Int,
        body: [UInt8],
        secret: String,
        retryAfter: String? = nil,
        now: () -> Int = { 0 }
    ) {
        self.status = status
        node = (try? JSONReader.read(body))?.mappingTexts { $0.replacing(secret, with: "***") }
        let seconds = retryAfter.flatMap { text in
            Int(text) ?? CivilTime.seconds(http: text).map { $0 - now() }
        }
        // A day says as much as any longer time: nobody waits for it.
        self.retryAfter = seconds.map { .seconds(min(max($0, 0), 86_400)) }
    }

    /// Whether the status says success and no error code contradicts it.
    var isSuccess: Bool { (200..<300).contains(status) && !hasErrorCode }

    /// What came of a submission.
    ///
    /// Only an answer that says that the request was not carried out is a refusal. A success without a
    /// request id or with an error code, a redirect, and any server error leave the outcome unknown.
    var postAnswer: PostAnswer {
        if isSuccess, let id = requestID { return .accepted(id) }
        if Self.refusals.contains(status), let refusal { return .refused(refusal) }
        let name = requestID.map { ", request \($0)" } ?? ""
        let isNameless = isSuccess && requestID == nil
        return .lost(
            reason: isNameless
                ? "status \(status) without the name of a job"
                : "status \(status)\(name): \(message)"
        )
    }

    /// The statuses that say that a request was not carried out (RFC 9110, 15.5; RFC 6585; RFC 8470).
    ///
    /// Not 408 or 499, before which it may have been taken, and not 409, which may be about a job that
    /// is there already.
    private static let refusals: Set<Int> = [
        400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 417, 421, 422, 425, 426, 428,
        429,
        431, 451,
    ]

    /// The refusal that the answer is, if it is one.
    ///
    /// The provider's codes: 400001 wrong model, 400002 no balance, 400004 token or account, 403001 not
    /// yours, 404001 not found or expired.
    var refusal: Refusal? {
        switch (status, errorCode) {
        case (402, _), (_, 400_002): refusal(.balance)
        case (401, _), (403, _), (_, 400_004), (_, 403_001): refusal(.authentication)
        case (408, _), (425, _), (429, _): refusal(.later)
        case (404, _), (410, _), (_, 400_001), (_, 404_001): refusal(.gone)
        case (400..<500, _): refusal(.input)
        case (500..<600, _): refusal(.unavailable)
        case (200..<300, _) where hasErrorCode: refusal(.unavailable)
        default: nil
        }
    }

    private func refusal(_ kind: Refusal.Kind) -> Refusal {
        Refusal(
            kind,
            "\(message) (status \(status))",
            retryAfter: retryAfter,
            complaints: kind == .input ? complaints : []
        )
    }

    private var requestID: RequestID? { node?["request_id"]?.text.flatMap { RequestID($0) } }

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
        return (words ?? "no message").short
    }

    /// What the answer objects to: `detail` or `errors`, a list of objects that name a property (as a
    /// word, or as the path that ends `loc` in FastAPI's answers) and say something about it, or an
    /// object whose keys are the properties.
    private var complaints: [Complaint] {
        let lists = [node?["detail"], node?["errors"]].compactMap { $0 }
        let listed = lists.flatMap { $0.elements ?? [] }.compactMap { element -> Complaint? in
            let names = ["property", "field", "param", "loc"].lazy.compactMap { element[$0] }
            let words = ["message", "msg", "error"].lazy.compactMap { element[$0]?.text }
            guard let name = names.first, let text = words.first else { return nil }
            let property = name.text ?? name.elements?.last { $0.text != nil }?.text
            return Complaint(property: property, words: text.short)
        }
        let keyed = lists.flatMap { $0.members ?? [] }.compactMap { member -> Complaint? in
            let text = member.value.text ?? member.value.elements?.first?.text
            return text.map { Complaint(property: member.key, words: $0.short) }
        }
        return Array((listed + keyed).prefix(32))
    }
}

extension String {
    /// As much as is repeated of what a provider says.
    fileprivate var short: String { String(prefix(300)) }
}
