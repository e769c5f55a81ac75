/// Every rule there is.
///
/// A test compares the lists below with the files of the folders.
package let ruleBook: [any Rule.Type] =
    imageRules + addressRules + payloadRules + schemaRules + suppressionRules

/// The rules on images, wherever they come from.
package let imageRules: [any MediaRule.Type] = [
    AnimatedImage.self,
    AspectRatioOutOfRange.self,
    CMYKImage.self,
    DamagedHeader.self,
    DamagedPixels.self,
    EmptyFile.self,
    ExtensionMismatch.self,
    FileTooLarge.self,
    FileUnreadable.self,
    HeightOutOfRange.self,
    InlineData.self,
    InterruptedRun.self,
    NotAnImage.self,
    NothingToCheck.self,
    OnTheLimit.self,
    RotatedByExif.self,
    TrailingBytes.self,
    TransparentImage.self,
    TruncatedImage.self,
    UncommonCoding.self,
    UndecodedPixels.self,
    UnfoundEnd.self,
    UnverifiableFormat.self,
    WidthOutOfRange.self,
]

/// The rules on how addresses were reached.
package let addressRules: [any AddressRule.Type] = [
    AnswerChanged.self,
    ContentEncoded.self,
    ContentTypeMismatch.self,
    EmbeddedCredentials.self,
    ExpiredSignature.self,
    ExpiringSignature.self,
    HostDidNotAnswer.self,
    HostOverloaded.self,
    LengthMismatch.self,
    MalformedURL.self,
    NotHTTPS.self,
    PartialRequestsRefused.self,
    PrivateAddress.self,
    RedirectedToPrivateAddress.self,
    RefusedByHost.self,
    TLSRefused.self,
    TooManyRedirects.self,
    UnknownHost.self,
    UntrustedCertificate.self,
]

/// The rules on payloads.
package let payloadRules: [any PayloadRule.Type] = [
    DuplicateKey.self,
    EmptyText.self,
    FlagInText.self,
    IneffectiveProperty.self,
    LocalFileInPayload.self,
    MalformedDocument.self,
    MismatchedFrames.self,
    MissingProperty.self,
    RatioCropsImage.self,
    RefusedByProvider.self,
    TextLongerThanAdvised.self,
    TextTooLong.self,
    UnknownModel.self,
    UnknownProperty.self,
    ValueNotAllowed.self,
    WrongType.self,
]

/// The rules on schemas.
package let schemaRules: [any SchemaRule.Type] = [
    UnevaluatedRule.self
]

/// The rules on suppressions.
package let suppressionRules: [any SuppressionRule.Type] = [
    ExpiredSuppression.self,
    UnusedSuppression.self,
]
