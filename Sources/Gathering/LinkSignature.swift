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
