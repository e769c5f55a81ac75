import Foundation

/// Makes pictures, payloads and all that they are tested with, from code.
@main
struct MakeFixtures {
    /// Reads the arguments; exits 0, 1 when something differs or fails, or 2 when they are wrong.
    static func main() {
        guard let command = Command(Array(CommandLine.arguments.dropFirst())) else {
            complain(Command.usage)
            exit(2)
        }
        do {
            try carryOut(command)
        } catch {
            complain("make-fixtures: \(error)")
            exit(1)
        }
    }

    private static func carryOut(_ command: Command) throws {
        switch command {
        case .write(let folder): try write(to: folder)
        case .check(let folder): check(folder)
        case .bombs(let folder): try writeBombs(to: folder)
        case .collection(let folder, let count): try writeCollection(of: count, to: folder)
        }
    }

    /// Writes every file.
    private static func write(to folder: FixtureFolder) throws {
        let files = Fixtures.files
        let count = try folder.write(files)
        print("\(files.count) files, \(count) of them written")
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

    /// Writes every bomb and says how long it is.
    private static func writeBombs(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for bomb in Bomb.all {
            print("\(bomb.name): \(try bomb.write(to: folder)) bytes")
        }
    }

    /// Writes pictures of all kinds and says how many bytes they take.
    private static func writeCollection(of count: Int, to folder: URL) throws {
        let byteCount = try Collection(count: count).write(to: folder)
        print("\(count) files, \(byteCount) bytes")
    }

    /// Writes a line to standard error.
    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
