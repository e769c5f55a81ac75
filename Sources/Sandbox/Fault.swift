/// Something that the sandbox does wrong on purpose.
package enum Fault: String, CaseIterable, Codable, Sendable {
    // Submissions that are not accepted
    case submit400 = "submit-400"
    case submit401 = "submit-401"
    case submit402 = "submit-402"
    case submit403 = "submit-403"
    case submit404 = "submit-404"
    case submit408 = "submit-408"
    case submit422 = "submit-422"
    case submit429 = "submit-429"
    case submit500 = "submit-500"
    case submit502 = "submit-502"
    case submitRedirected = "submit-redirected"
    case submitDropped = "submit-dropped"
    case submitErrorCode = "submit-error-code"
    // Submissions that are accepted, and the client cannot know it
    case acceptedDropped = "accepted-dropped"
    case acceptedCutOff = "accepted-cut-off"
    case acceptedTruncated = "accepted-truncated"
    case acceptedNoID = "accepted-no-id"
    case acceptedNoJSON = "accepted-no-json"
    case acceptedErrorCode = "accepted-error-code"
    case accepted500 = "accepted-500"
    case acceptedSlow = "accepted-slow"
    // Looks at the status
    case status401 = "status-401"
    case status404 = "status-404"
    case status429 = "status-429"
    case status500 = "status-500"
    case status502 = "status-502"
    case statusDropped = "status-dropped"
    case statusTruncated = "status-truncated"
    case statusNoWord = "status-no-word"
    case statusUnknownWord = "status-unknown-word"
    case statusFailed = "status-failed"
    case statusCancelled = "status-cancelled"
    // Results
    case result404 = "result-404"
    case result500 = "result-500"
    case resultNotReady = "result-not-ready"
    case resultNoOutput = "result-no-output"
    case resultForeignHost = "result-foreign-host"
    // Cancelling
    case cancelRefused = "cancel-refused"
    case cancel500 = "cancel-500"
    case cancelNoOutcome = "cancel-no-outcome"
    // Downloads
    case download403 = "download-403"
    case download404 = "download-404"
    case downloadTruncated = "download-truncated"
    case downloadShort = "download-short"
    case downloadDropped = "download-dropped"
    case downloadChanged = "download-changed"
    case downloadEmpty = "download-empty"
    case downloadWrongType = "download-wrong-type"
    case downloadTooLarge = "download-too-large"
    case downloadRedirected = "download-redirected"
    case downloadRedirectedAway = "download-redirected-away"
    case downloadSlow = "download-slow"

    /// The calls that go wrong.
    enum Call: Hashable, Sendable { case submit, status, result, cancel, download }

    /// The call that it belongs to.
    var call: Call {
        switch rawValue.prefix(while: { $0 != "-" }) {
        case "submit", "accepted": .submit
        case "status": .status
        case "result": .result
        case "cancel": .cancel
        default: .download
        }
    }

    /// Whether the job is accepted all the same.
    var accepts: Bool { rawValue.hasPrefix("accepted-") }

    /// What happens, in words.
    package var summary: String {
        switch self {
        case .submit400: "the input is refused without naming a property"
        case .submit401: "the token is not accepted"
        case .submit402: "the balance is exhausted"
        case .submit403: "the account may not use the model"
        case .submit404: "the model is gone"
        case .submit408: "the server says that it waited too long"
        case .submit422: "the input is refused, naming a property"
        case .submit429: "too many requests; with `seconds` in Retry-After"
        case .submit500: "an internal error, and nothing was accepted"
        case .submit502: "a gateway's page in HTML, and nothing was accepted"
        case .submitRedirected: "a redirect to elsewhere"
        case .submitDropped: "the connection is dropped, and nothing was accepted"
        case .submitErrorCode: "status 200 with an error code, and nothing was accepted"
        case .acceptedDropped: "the job is accepted, and the connection dropped without an answer"
        case .acceptedCutOff: "the job is accepted, and the answer ends before its length"
        case .acceptedTruncated: "the job is accepted, and the JSON of the answer is cut"
        case .acceptedNoID: "the job is accepted, and the answer does not name it"
        case .acceptedNoJSON: "the job is accepted, and the answer is a page in HTML"
        case .acceptedErrorCode: "the job is accepted, and the answer has an error code"
        case .accepted500: "the job is accepted, and the answer is an internal error"
        case .acceptedSlow: "the job is accepted, and the answer comes after `seconds`"
        case .status401: "the token is not accepted any more"
        case .status404: "the job is not known"
        case .status429: "too many requests; with `seconds` in Retry-After"
        case .status500: "an internal error"
        case .status502: "a gateway's page in HTML"
        case .statusDropped: "the connection is dropped"
        case .statusTruncated: "the JSON of the answer is cut"
        case .statusNoWord: "the answer has no status"
        case .statusUnknownWord: "the status is a word that no document names"
        case .statusFailed: "the job has failed, with an error object"
        case .statusCancelled: "the job was cancelled by somebody else"
        case .result404: "the result of a completed job is not there yet"
        case .result500: "an internal error"
        case .resultNotReady: "the state of the job instead of its result"
        case .resultNoOutput: "a result without output"
        case .resultForeignHost: "a result on a host that is not the provider's"
        case .cancelRefused: "status 200, and the job is not cancellable"
        case .cancel500: "an internal error"
        case .cancelNoOutcome: "status 200 without an outcome"
        case .download403: "the address has expired"
        case .download404: "the file is not there"
        case .downloadTruncated: "the connection ends before the announced length, each time anew"
        case .downloadShort: "a body without a length that ends too early"
        case .downloadDropped: "the connection is dropped half-way; the rest can be asked for"
        case .downloadChanged: "the same, and then it is another file"
        case .downloadEmpty: "no bytes"
        case .downloadWrongType: "a page in HTML"
        case .downloadTooLarge: "3 GB are announced"
        case .downloadRedirected: "a redirect to the same host"
        case .downloadRedirectedAway: "a redirect to a host that is not the provider's"
        case .downloadSlow: "the body comes after `seconds`"
        }
    }
}
