/// Something that happened to a job, for who watches.
public enum JobNews: Hashable, Sendable {
    /// The provider accepted it: from now on it is paid for.
    case accepted(subject: String, requestID: String)
    /// The provider told something new about how it is.
    case status(subject: String, requestID: String, words: String)
    /// A result is on this machine.
    case stored(subject: String, path: String)
    /// The provider asks to wait before the next submission.
    case asksToWait(seconds: Int)
    /// The provider accepted it, and the ledger could not say so: nobody else knows its name.
    case unrecorded(subject: String, requestID: String, reason: String)

    /// The news in words.
    public var words: String {
        switch self {
        case .accepted(let subject, let id): "\(subject): accepted, request \(id)"
        case .status(let subject, let id, let words): "\(subject): \(words), request \(id)"
        case .stored(let subject, let path): "\(subject): stored \(path)"
        case .asksToWait(let seconds): "the model API asks to wait \(seconds) s"
        case .unrecorded(let subject, let id, let reason):
            "\(subject): ACCEPTED AS REQUEST \(id), AND THE LEDGER CANNOT BE WRITTEN (\(reason)): "
                + "keep this name"
        }
    }
}
