internal import PreflightModel

/// What the provider's documents say of limits where they do not say the same.
///
/// The words are those of this project; what each document says is in the provider's model pages, its
/// own client, its pages on hosted files and the upstream maker's pages.
enum Readings {
    /// Of a width, a height or a ratio.
    static let ofLimits: [Evidence.Reading] = [
        Evidence.Reading("operators of the validations", "strict: the limit itself is refused"),
        Evidence.Reading("the provider's own client", "strict, as the operators"),
        Evidence.Reading("messages of the validations", "inclusive: the limit itself is accepted"),
        Evidence.Reading("the upstream maker", "once strict, in newer copies inclusive"),
        Evidence.Reading("--limits strict, the default", "refuses the limit as on-the-limit"),
        Evidence.Reading("--limits inclusive", "accepts the limit with a warning"),
    ]

    /// Of the size of a file.
    static let ofSizes: [Evidence.Reading] = [
        Evidence.Reading("operator and message of the validation", "strict: under 30 MB"),
        Evidence.Reading("advice on hosted files", "images up to 50 MB"),
        Evidence.Reading("the provider's own client", "1 MB is 1,000,000 bytes"),
        Evidence.Reading("nobody else defines MB", "it may be 1,048,576 bytes"),
        Evidence.Reading(
            "--limits strict, the default",
            "refuses the decimal size as on-the-limit"
        ),
        Evidence.Reading("--limits inclusive", "accepts up to the binary size with a warning"),
    ]

    /// Of the length of a prompt.
    static let ofAdvisedLength: [Evidence.Reading] = [
        Evidence.Reading(
            "description of the property",
            "fewer than 500 characters for best results"
        ),
        Evidence.Reading("the schema", "no limit at all"),
        Evidence.Reading("the page's own default text", "523 characters"),
    ]
}
