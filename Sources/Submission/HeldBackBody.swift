internal import Ledger
internal import NIOCore

/// The body of a request whose last byte waits until it may leave.
struct HeldBackBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let bytes: [UInt8]
    let release: @Sendable () async throws -> Void

    struct AsyncIterator: AsyncIteratorProtocol {
        private enum State { case start, held, done }

        private let body: HeldBackBody
        private var state = State.start

        init(_ body: HeldBackBody) { self.body = body }

        mutating func next() async throws -> ByteBuffer? {
            switch state {
            case .start where body.bytes.count > 1:
                state = .held
                return ByteBuffer(bytes: body.bytes.dropLast())
            case .start, .held:
                // Done already now: a release that throws is not tried again.
                state = .done
                Milestone.heldBack.pass()
                try await body.release()
                return ByteBuffer(bytes: body.bytes.suffix(1))
            case .done: return nil
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}
