import Foundation

/// Many pictures as one finds them: all kinds, most of them good, the same in every run.
struct Collection {
    let count: Int

    /// Files in one folder.
    private static let folderSize = 1000

    /// Writes the files and returns the number of their bytes.
    func write(to root: URL) throws -> Int {
        var byteCount = 0
        for number in 0..<count {
            let folder = root.appending(path: padded(number / Self.folderSize, to: 3))
            if number.isMultiple(of: Self.folderSize) {
                try FileManager.default.createDirectory(
                    at: folder,
                    withIntermediateDirectories: true
                )
            }
            let picture = CollectedPicture(number: number)
            let bytes = picture.encoded()
            let name = "\(padded(number, to: 6)).\(picture.format.rawValue)"
            try Data(bytes).write(to: folder.appending(path: name))
            byteCount += bytes.count
        }
        return byteCount
    }

    private func padded(_ number: Int, to length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
