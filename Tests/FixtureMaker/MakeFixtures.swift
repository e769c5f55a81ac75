import Foundation

/// `make-fixtures [--check] DIRECTORY` writes all fixtures again, or names those that differ.
@main
struct MakeFixtures {
    /// Reads the arguments; exits 0, 1 when something differs or fails, or 2 when they are wrong.
    static func main() {
        var arguments = CommandLine.arguments.dropFirst()
        let checks = arguments.first == "--check"
        if checks {
            arguments = arguments.dropFirst()
        }
        guard let path = arguments.first, arguments.count == 1, !path.hasPrefix("-") else {
            complain("usage: make-fixtures [--check] DIRECTORY")
            exit(2)
        }
        let folder = FixtureFolder(root: URL(fileURLWithPath: path, isDirectory: true))
        checks ? check(folder) : write(to: folder)
    }

    /// Writes every file, or exits 1 with the system's words.
    private static func write(to folder: FixtureFolder) {
        do {
            let files = Fixtures.files
            let count = try folder.write(files)
            print("\(files.count) files, \(count) of them written")
        } catch {
            complain("make-fixtures: \(error)")
            exit(1)
        }
    }

    /// Compares every file, and exits 1 with the names of up to ten that differ.
    private static func check(_ folder: FixtureFolder) {
        let differences = folder.differences(from: Fixtures.files)
        guard !differences.isEmpty else { return }
        for difference in differences.prefix(10) {
            print(difference)
        }
        if differences.count > 10 {
            print("and \(differences.count - 10) more")
        }
        exit(1)
    }

    /// Writes a line to standard error.
    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
