/// An address that its owner signed for a limited time, as its query tells.
///
/// The query is read as it was written, from the first `?` to the first `#`, and its parameters are
/// divided by `&`. Names and values are percent-decoded once; a plus sign stays a plus sign. Names
/// are compared exactly, as the services do, except those of Google that begin with `X-Goog-`: its
/// own tools write them in lower case. Of parameters with the same name the first one counts,
/// although some services refuse such a query. A signature without a value is none.
///
/// The work is linear in the length of the address, whatever it holds, and nothing traps.
package struct SignedLink: Hashable, Sendable {
    /// Whose way of signing it is, with the name that people write.
    ///
    /// The host is not looked at, because services stand behind the names of their customers.
    package enum Service: String, Hashable, Sendable, CaseIterable {
        /// Amazon S3 and what speaks its protocol: Cloudflare R2, MinIO and many others.
        case s3 = "S3"
        case cloudFront = "CloudFront"
        case googleCloudStorage = "Google Cloud Storage"
        case azureStorage = "Azure Storage"
        case alibabaCloudOSS = "Alibaba Cloud OSS"
        case volcengineTOS = "Volcengine TOS"
        case tencentCloudCOS = "Tencent Cloud COS"
        case huaweiCloudOBS = "Huawei Cloud OBS"
    }

    /// Whose way of signing it is.
    package let service: Service
    /// When it ends, in whole seconds since 1970 UTC, rounded down; negative before 1970.
    ///
    /// `nil` when the link is signed, but the end cannot be read: it is not spelled as the service
    /// demands, it is longer than the service allows, it lies after the year 9999 (as a time in
    /// milliseconds does), or it stands only in an access policy that the service stores.
    ///
    /// Temporary credentials may end before, which no address tells.
    package let expires: Int?
    /// When it begins, in the same unit; `nil` when it does not say, or cannot be read.
    package let notBefore: Int?

    /// Recognises a signed link; `nil` for an address that is not signed in a known way.
    package init?(_ address: String) {
        let query = SignedQuery(address)
        guard !query.isEmpty,
            let link = Self.lasting(query) ?? Self.underPolicy(query) ?? Self.ending(query)
                ?? Self.sharedAccess(query) ?? Self.keyTime(query)
        else { return nil }
        self = link
    }

    private init(_ service: Service, expires: Int?, notBefore: Int? = nil) {
        self.service = service
        self.expires = expires.flatMap { $0 <= CivilTime.lastSecond ? $0 : nil }
        self.notBefore = notBefore
    }
}

extension SignedLink {
    /// A date of signing and a number of seconds from then on.
    ///
    /// * "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)": X-Amz-Expires
    /// * "Signatures" of Google Cloud Storage, V4: X-Goog-Expires; usable from X-Goog-Date on
    /// * "Include a V4 signature in a URL" of Alibaba Cloud OSS: x-oss-expires; valid from
    ///   x-oss-date on, with a tolerance of 15 minutes that is not subtracted here
    /// * "Including a signature in the URL" of TOS: X-Tos-Expires
    ///
    /// All four allow seven days at most.
    private struct Lasting: Sendable {
        let service: Service
        let date, duration, signature: SignedQuery.Name
        var beginsAtDate = false

        static let all = [
            Lasting(
                service: .s3,
                date: .amzDate,
                duration: .amzExpires,
                signature: .amzSignature
            ),
            Lasting(
                service: .googleCloudStorage,
                date: .googDate,
                duration: .googExpires,
                signature: .googSignature,
                beginsAtDate: true
            ),
            Lasting(
                service: .alibabaCloudOSS,
                date: .xOSSDate,
                duration: .xOSSExpires,
                signature: .xOSSSignature,
                beginsAtDate: true
            ),
            Lasting(
                service: .volcengineTOS,
                date: .tosDate,
                duration: .tosExpires,
                signature: .tosSignature
            ),
        ]

        static let longest = 604_800
    }

    private static func lasting(_ query: SignedQuery) -> SignedLink? {
        for format in Lasting.all where query.isSigned(format.signature) {
            guard query.has(format.date), query.has(format.duration) else { continue }
            let start = query[format.date].flatMap(CivilTime.seconds(basic:))
            let duration = query[format.duration].flatMap(CivilTime.number)
            var expires: Int?
            if let start, let duration, duration <= Lasting.longest { expires = start + duration }
            return SignedLink(
                format.service,
                expires: expires,
                notBefore: format.beginsAtDate ? start : nil
            )
        }
        return nil
    }

    /// The second at which it ends, beside the name of whom signed.
    ///
    /// * "Signing and Authenticating REST Requests" of Amazon S3, version 2: AWSAccessKeyId
    /// * "V2 signing process" of Google Cloud Storage: GoogleAccessId
    /// * "Include a V1 signature in a URL" of Alibaba Cloud OSS: OSSAccessKeyId; its version 2:
    ///   x-oss-access-key-id
    /// * "Create a signed URL using a canned policy" of Amazon CloudFront: Key-Pair-Id
    /// * "Authentication of Signature in a URL" of Huawei Cloud OBS: AccessKeyId
    private struct Ending: Sendable {
        let service: Service
        let signer: SignedQuery.Name
        var end = SignedQuery.Name.expires
        var signature = SignedQuery.Name.signature

        static let all = [
            Ending(service: .s3, signer: .awsAccessKeyID),
            Ending(service: .googleCloudStorage, signer: .googleAccessID),
            Ending(service: .alibabaCloudOSS, signer: .ossAccessKeyID),
            Ending(
                service: .alibabaCloudOSS,
                signer: .xOSSAccessKeyID,
                end: .xOSSExpires,
                signature: .xOSSSignature
            ),
            Ending(service: .cloudFront, signer: .keyPairID),
            Ending(service: .huaweiCloudOBS, signer: .accessKeyID),
        ]
    }

    private static func ending(_ query: SignedQuery) -> SignedLink? {
        for format in Ending.all where query.isSigned(format.signature) {
            guard query.has(format.signer), query.has(format.end) else { continue }
            return SignedLink(
                format.service,
                expires: query[format.end].flatMap(CivilTime.number)
            )
        }
        return nil
    }

    /// A policy that says when it ends and perhaps when it begins.
    ///
    /// "Create a signed URL using a custom policy" of Amazon CloudFront: Policy, Signature and
    /// Key-Pair-Id. An Expires beside the policy does not count.
    private static func underPolicy(_ query: SignedQuery) -> SignedLink? {
        guard query.isSigned(.signature), query.has(.keyPairID), query.has(.policy) else {
            return nil
        }
        let policy = query.value(of: .policy, limit: CloudFrontPolicy.limit)
            .flatMap(CloudFrontPolicy.init)
        return SignedLink(
            .cloudFront,
            expires: policy?.time(of: "DateLessThan"),
            notBefore: policy?.time(of: "DateGreaterThan")
        )
    }

    /// A shared access signature with its times of day.
    ///
    /// "Create a service SAS", "Create an account SAS" and "Create a user delegation SAS" of Azure
    /// Storage: se, st and sig; with a delegated key, whose own times limit the link, ske and skt.
    /// The spellings are those of "Formatting DateTime values". With si and sv the end may stand in
    /// a stored policy.
    private static func sharedAccess(_ query: SignedQuery) -> SignedLink? {
        guard query.isSigned(.sig), query.has(.se) || query.has(.si) && query.has(.sv) else {
            return nil
        }
        let ends = query.times([.se, .ske], CivilTime.seconds(extended:))
        let starts = query.times([.st, .skt], CivilTime.seconds(extended:))
        return SignedLink(
            .azureStorage,
            expires: query.has(.se) ? ends?.min() : nil,
            notBefore: starts?.max()
        )
    }

    /// A span of time for the signature and one for its key.
    ///
    /// "Request Signature" of Tencent Cloud COS: q-sign-time and q-key-time, each `start;end` in
    /// seconds since 1970. What both share counts.
    private static func keyTime(_ query: SignedQuery) -> SignedLink? {
        guard query.isSigned(.qSignature), query.has(.qSignTime) || query.has(.qKeyTime) else {
            return nil
        }
        let names = [SignedQuery.Name.qSignTime, .qKeyTime]
        return SignedLink(
            .tencentCloudCOS,
            expires: query.times(names) { CivilTime.span($0)?.end }?.min(),
            notBefore: query.times(names) { CivilTime.span($0)?.start }?.max()
        )
    }
}
