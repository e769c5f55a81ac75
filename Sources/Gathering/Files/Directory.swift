internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// Reads the names in a directory.
enum Directory {
    /// The names in the directory at `path`, without `.` and `..`, in no order.
    static func entries(of path: FilePath) throws(Errno) -> [FilePath.Component] {
        guard let stream = unsafe path.withPlatformString({ unsafe opendir($0) }) else {
            throw Errno(rawValue: errno)
        }
        defer { unsafe _ = closedir(stream) }
        var names: [FilePath.Component] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe FilePath(
                    platformString: UnsafeRawPointer(pointer)
                        .assumingMemoryBound(to: CChar.self)
                )
            }
            if let component = name.lastComponent, component.kind == .regular {
                names.append(component)
            }
        }
        return names
    }
}
