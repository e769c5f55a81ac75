internal import NIOCore
internal import NIOSSL
internal import NIOTLS
internal import PreflightModel
internal import SwiftASN1
internal import X509

/// Tells when TLS was agreed on, or why not, and notes whose certificate was shown.
///
/// It leaves the pipeline as soon as it has told.
final class HandshakeWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let promise: EventLoopPromise<AddressFacts.Certificate?>

    private let name: String?
    private let trace: FetchTrace

    /// Begins to wait for a host of this name; `nil` is one that is named by its address.
    init(on eventLoop: any EventLoop, for name: String?, _ trace: FetchTrace) {
        promise = eventLoop.makePromise()
        self.name = name
        self.trace = trace
    }

    /// The certificate of the host, as soon as it was accepted.
    var certificate: EventLoopFuture<AddressFacts.Certificate?> { promise.futureResult }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted? = event as? TLSUserEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        let certificate = shown(in: context)
        // The library also takes a certificate for the address behind the name; no other client does
        // (RFC 9110, 4.3.4).
        if let name, let certificate, !certificate.isFor(name) {
            errorCaught(context: context, error: NIOSSLExtraError.failedToValidateHostname)
            context.close(promise: nil)
            return
        }
        promise.succeed(certificate?.shortened)
        context.fireUserInboundEventTriggered(event)
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // One that was refused says most by its names and its end.
        if let certificate = shown(in: context) {
            trace.note { $0.certificate = certificate.shortened }
            let outcome = AddressFacts.Outcome(networkError: error)
            promise.fail(outcome.explained(by: certificate, now: WallClock.secondsSince1970()))
        } else {
            promise.fail(error)
        }
        context.fireErrorCaught(error)
    }

    private func shown(in context: ChannelHandlerContext) -> AddressFacts.Certificate? {
        let peer = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
        return peer.flatMap { AddressFacts.Certificate($0) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(AddressFacts.Outcome.noAnswer(.connectionLost))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        promise.fail(AddressFacts.Outcome.noAnswer(.connectionLost))
    }
}

extension AddressFacts.Certificate {
    /// Whether one of the names is this one, or a wildcard for it: `*` stands for one label.
    fileprivate func isFor(_ host: String) -> Bool {
        let parent = host.drop { $0 != "." }
        return names.contains { name in
            name.lowercased() == host
                || name.hasPrefix("*.") && name.dropFirst().lowercased() == parent
        }
    }

    /// The same with at most 16 names: enough for a report.
    fileprivate var shortened: AddressFacts.Certificate {
        .init(
            names: Array(names.prefix(16)),
            begins: begins,
            expires: expires,
            issuer: issuer,
            isSelfSigned: isSelfSigned
        )
    }

    private static let longestIssuer = 120

    /// Reads what is told of a certificate: its names, its time and who signed it.
    fileprivate init?(_ certificate: NIOSSLCertificate) {
        guard let bytes = try? certificate.toDERBytes(),
            let parsed = try? Certificate(derEncoded: bytes)
        else { return nil }
        let names = try? parsed.extensions.subjectAlternativeNames?.compactMap { name in
            if case .dnsName(let text) = name { text } else { nil }
        }
        self.init(
            names: names ?? [],
            begins: Int(certificate.notValidBefore),
            expires: Int(certificate.notValidAfter),
            issuer: String("\(parsed.issuer)".prefix(Self.longestIssuer)),
            isSelfSigned: parsed.issuer == parsed.subject
        )
    }
}
