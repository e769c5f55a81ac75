internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

extension FilePath {
    /// The path without links; `nil` when there is nothing of that name.
    var resolved: FilePath? {
        unsafe withPlatformString { name in
            guard let real = unsafe realpath(name, nil) else { return nil }
            defer { unsafe free(real) }
            return unsafe FilePath(platformString: real)
        }
    }
}
