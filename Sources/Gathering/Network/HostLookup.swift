internal import Addresses
internal import PreflightModel

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The C library's `getaddrinfo`, which waits for its answer.
enum HostLookup {
    /// Takes the search list from the C library: a name in an address is whole, and what another name
    /// below some domain of this network has is not what the provider meets.
    ///
    /// A dot behind each name would do the same, but then nothing is found in `/etc/hosts`.
    static let takesNamesAsTheyAre: Void = {
        unsafe setenv("LOCALDOMAIN", "", 1)  // resolv.conf(5)
        return ()
    }()

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
            let isDefinite = code == EAI_NONAME || code == noAddress
            return .failure(isDefinite ? .unknownHost(name) : .noAnswer(.resolverFailed))
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

    /// The name exists and has no address: `EAI_NODATA` of netdb.h, which Swift does not see everywhere.
    #if canImport(Glibc)
    private static let noAddress: CInt = -5
    #else
    private static let noAddress: CInt = 7
    #endif

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
