internal import Addresses
internal import PreflightModel

extension AddressFacts.Signature {
    /// What an address says of its signature, if it is a pre-signed one; `now` is in seconds since
    /// 1970.
    init?(of url: String, now: Int) {
        guard let link = SignedLink(url) else { return nil }
        self.init(
            service: link.service.rawValue,
            expires: link.expires,
            secondsLeft: link.expires.map { $0 - now }
        )
    }
}

extension AddressFacts {
    /// An address that is not asked because of its spelling; `now` is in seconds since 1970.
    convenience init(unasked url: String, _ outcome: Outcome, now: Int) {
        self.init(
            outcome: outcome,
            alsoWrong: Array(ImageAddress.obstacles(in: url).dropFirst()),
            signature: Signature(of: url, now: now)
        )
    }
}
