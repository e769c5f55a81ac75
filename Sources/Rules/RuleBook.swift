/// Every rule there is.
///
/// A rule is registered by one line in the list of its kind below. A test compares the lists with the
/// files of the folders.
package let ruleBook: [any Rule.Type] =
    imageRules + addressRules + payloadRules + schemaRules + suppressionRules

/// The rules on images, wherever they come from.
package let imageRules: [any MediaRule.Type] = {
    var list = RuleList()
    visitImageRules(&list)
    return list.rules
}()

/// Shows a visitor each rule on images by its type, so that what it does is compiled for each.
@inline(__always)
func visitImageRules(_ visitor: inout some MediaRuleVisitor) {
    visitor.visit(AnimatedImage.self)
    visitor.visit(AspectRatioOutOfRange.self)
    visitor.visit(CMYKImage.self)
    visitor.visit(DamagedHeader.self)
    visitor.visit(DamagedPixels.self)
    visitor.visit(EmptyFile.self)
    visitor.visit(ExtensionMismatch.self)
    visitor.visit(FileTooLarge.self)
    visitor.visit(FileUnreadable.self)
    visitor.visit(HeightOutOfRange.self)
    visitor.visit(InlineData.self)
    visitor.visit(InterruptedRun.self)
    visitor.visit(NotAnImage.self)
    visitor.visit(NothingToCheck.self)
    visitor.visit(OnTheLimit.self)
    visitor.visit(RotatedByExif.self)
    visitor.visit(TrailingBytes.self)
    visitor.visit(TransparentImage.self)
    visitor.visit(TruncatedImage.self)
    visitor.visit(UncommonCoding.self)
    visitor.visit(UndecodedPixels.self)
    visitor.visit(UnfoundEnd.self)
    visitor.visit(UnverifiableFormat.self)
    visitor.visit(WidthOutOfRange.self)
}

/// The rules on how addresses were reached.
package let addressRules: [any MediaRule.Type] = {
    var list = RuleList()
    visitAddressRules(&list)
    return list.rules
}()

/// Shows a visitor each rule on addresses, as ``visitImageRules(_:)`` does with those on images.
@inline(__always)
func visitAddressRules(_ visitor: inout some MediaRuleVisitor) {
    @inline(__always)
    func visit(_ rule: (some AddressRule).Type) { visitor.visit(rule) }
    visit(AnswerChanged.self)
    visit(ContentEncoded.self)
    visit(ContentTypeMismatch.self)
    visit(EmbeddedCredentials.self)
    visit(ExpiredSignature.self)
    visit(ExpiringSignature.self)
    visit(HostDidNotAnswer.self)
    visit(HostOverloaded.self)
    visit(LengthMismatch.self)
    visit(MalformedURL.self)
    visit(NotHTTPS.self)
    visit(PartialRequestsRefused.self)
    visit(PrivateAddress.self)
    visit(RedirectedToPrivateAddress.self)
    visit(RefusedByHost.self)
    visit(TLSRefused.self)
    visit(TooManyRedirects.self)
    visit(UnknownHost.self)
    visit(UntrustedCertificate.self)
}

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

private struct RuleList: MediaRuleVisitor {
    var rules: [any MediaRule.Type] = []

    mutating func visit(_ rule: (some MediaRule).Type) { rules.append(rule) }
}
