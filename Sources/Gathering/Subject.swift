package import Documents
package import PreflightModel
package import SystemPackage

/// One thing that was asked to be checked, before it is opened.
package enum Subject: Sendable {
    /// A local image file.
    case image(FilePath)
    /// Image files of one directory that follow each other.
    case images(ListedImages)
    /// The address of an image.
    case address(String)
    /// A file of payloads; found in a directory, it may turn out to be something else.
    case payloads(FilePath, DocumentFormat, isNamed: Bool)
    /// Payloads on standard input.
    case standardInput
    /// Something that cannot be opened.
    case unusable(name: String, Obstacle)
}

/// Local images that are measured together.
package enum ImageBatch: Sendable {
    /// Files of one directory that follow each other.
    case listed(ListedImages)
    /// Files that were named one by one.
    case named([FilePath])

    /// The paths of the files.
    package var paths: [FilePath] {
        switch self {
        case .listed(let images): images.paths
        case .named(let paths): paths
        }
    }
}
