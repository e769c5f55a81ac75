internal import Addresses
internal import PreflightModel

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The C library's `getaddrinfo`, which waits for its answer.
enum HostLookup {
    static func addresses(of name: String) -> Result<[IPAddress], AddressFacts.Outcome> {
        var hints = unsafe addrinfo()
        #if canImport(Glibc)
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        unsafe hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(name, nil, &hints, &first)
        guard code == 0 else {
            return .failure(code == EAI_NONAME ? .unknownHost(name) : .noAnswer(.resolverFailed))
        }
        defer { unsafe freeaddrinfo(first) }
        var found: [IPAddress] = []
        var next = unsafe first
        while let info = unsafe next {
            if let address = unsafe address(of: info.pointee), !found.contains(address) {
                found.append(address)
            }
            unsafe next = info.pointee.ai_next
        }
        return found.isEmpty ? .failure(.unknownHost(name)) : .success(found)
    }

    // The address stands behind family and port, and in version 6 behind the flow label too.
    private static func address(of info: addrinfo) -> IPAddress? {
        let place: Range<Int>
        switch unsafe info.ai_family {
        case AF_INET: place = 4..<8
        case AF_INET6: place = 8..<24
        default: return nil
        }
        guard unsafe info.ai_addrlen >= place.upperBound,
            let pointer = unsafe UnsafeRawPointer(info.ai_addr)
        else { return nil }
        let bytes = unsafe UnsafeRawBufferPointer(start: pointer, count: place.upperBound)
        return unsafe IPAddress(bytes: Array(bytes[place]))
    }
}
