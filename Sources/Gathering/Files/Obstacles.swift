internal import PreflightModel
internal import SystemPackage

extension Obstacle {
    /// What an error of the system means for the reader of a file.
    init(_ error: Errno) {
        switch error {
        case .noSuchFileOrDirectory, .notDirectory: self = .notFound
        case .permissionDenied, .notPermitted: self = .forbidden
        case .tooManySymbolicLinkLevels: self = .linkLoop
        case .isDirectory: self = .directory
        case .noSuchAddressOrDevice: self = .notRegular  // a socket, opened
        default: self = .system(code: error.rawValue)
        }
    }
}
