import Foundation

/// What the maker is asked to do.
enum Command {
    /// Write all fixtures again.
    case write(FixtureFolder)
    /// Name the fixtures that differ.
    case check(FixtureFolder)
    /// Write hostile files into a folder.
    case bombs(URL)
    /// Write so many pictures into a folder.
    case collection(URL, count: Int)

    static let usage = """
        usage: make-fixtures [--check] DIRECTORY
               make-fixtures bombs DIRECTORY
               make-fixtures collection DIRECTORY COUNT
        """

    /// Reads the arguments; nil when they are wrong.
    init?(_ arguments: [String]) {
        let paths = arguments.map { URL(fileURLWithPath: $0, isDirectory: true) }
        switch (arguments.first, arguments.count) {
        case ("--check", 2): self = .check(FixtureFolder(root: paths[1]))
        case ("bombs", 2): self = .bombs(paths[1])
        case ("collection", 3):
            guard let count = Int(arguments[2]), count > 0 else { return nil }
            self = .collection(paths[1], count: count)
        case ("bombs", _), ("collection", _): return nil
        case (let path?, 1) where !path.hasPrefix("-"):
            self = .write(FixtureFolder(root: paths[0]))
        default: return nil
        }
    }
}
