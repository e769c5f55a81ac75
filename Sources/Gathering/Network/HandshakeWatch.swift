internal import NIOCore
internal import NIOSSL
internal import NIOTLS
internal import PreflightModel
internal import SwiftASN1
internal import X509

/// Tells when TLS was agreed on, and with whose certificate, or why not.
final class HandshakeWatch: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let promise: EventLoopPromise<AddressFacts.Certificate?>

    /// Begins to wait.
    init(on eventLoop: any EventLoop) {
        promise = eventLoop.makePromise()
    }

    /// The certificate of the host, as soon as it was accepted.
    var certificate: EventLoopFuture<AddressFacts.Certificate?> { promise.futureResult }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSUserEvent, case .handshakeCompleted = event {
            let peer = try? context.pipeline.syncOperations.nioSSL_peerCertificate()
            promise.succeed(peer.flatMap { AddressFacts.Certificate($0) })
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.fireErrorCaught(error)
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
    /// Reads what is told of a certificate: at most 16 of its names, and its end.
    fileprivate init?(_ certificate: NIOSSLCertificate) {
        guard let bytes = try? certificate.toDERBytes(),
            let parsed = try? Certificate(derEncoded: bytes)
        else { return nil }
        let names = try? parsed.extensions.subjectAlternativeNames?.prefix(16).compactMap { name in
            if case .dnsName(let text) = name { text } else { nil }
        }
        self.init(names: names ?? [], expires: Int(certificate.notValidAfter))
    }
}
