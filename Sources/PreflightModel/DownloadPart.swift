/// A part of what is downloaded.
package enum DownloadPart: Sendable {
    /// The body begins at a byte of the file, whose length is this, when it is known.
    case start(offset: Int, length: Int?, entityTag: String?)
    case bytes([UInt8])
}
