/// Every rule there is.
///
/// A test compares this list with the files of the folder.
package let ruleBook: [any Rule.Type] = [
    AnimatedImage.self,
    AspectRatioOutOfRange.self,
    CMYKImage.self,
    DamagedHeader.self,
    EmptyFile.self,
    ExtensionMismatch.self,
    FileTooLarge.self,
    FileUnreadable.self,
    HeightOutOfRange.self,
    NotAnImage.self,
    NothingToCheck.self,
    OnTheLimit.self,
    RotatedByExif.self,
    TrailingBytes.self,
    TransparentImage.self,
    TruncatedImage.self,
    UncommonCoding.self,
    UnverifiableFormat.self,
    WidthOutOfRange.self,
    EmbeddedCredentials.self,
    HostDidNotAnswer.self,
    HostOverloaded.self,
    MalformedURL.self,
    NotHTTPS.self,
    PrivateAddress.self,
    RedirectedToPrivateAddress.self,
    RefusedByHost.self,
    TLSRefused.self,
    TooManyRedirects.self,
    UnknownHost.self,
    UntrustedCertificate.self,
    DuplicateKey.self,
    EmptyText.self,
    FlagInText.self,
    IneffectiveProperty.self,
    LocalFileInPayload.self,
    MalformedDocument.self,
    MismatchedFrames.self,
    MissingProperty.self,
    RatioCropsImage.self,
    TextLongerThanAdvised.self,
    TextTooLong.self,
    UnevaluatedRule.self,
    UnknownModel.self,
    UnknownProperty.self,
    ValueNotAllowed.self,
    WrongType.self,
]

/// The rules on images and addresses.
package let mediaRules = ruleBook.compactMap { $0 as? any MediaRule.Type }

/// The rules on payloads.
package let payloadRules = ruleBook.compactMap { $0 as? any PayloadRule.Type }

/// The rules on schemas.
package let schemaRules = ruleBook.compactMap { $0 as? any SchemaRule.Type }
