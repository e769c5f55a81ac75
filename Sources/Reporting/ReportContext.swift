package import PreflightModel

/// What reports say besides what was found.
package struct ReportContext: Sendable {
    /// All rules, in the order of the rule book.
    package var rules: [RuleDescription]
    /// What each model accepts of an image, in the order of the catalogue.
    package var regions: [Region]
    /// From which severity on findings fail.
    package var limit: FailureLimit
    /// The repository's root, or the current directory outside of one; absolute.
    package var root: String
    /// The current directory, absolute.
    package var current: String
    /// When the report is made, in UTC as RFC 3339 writes it.
    package var time: String
    /// Bytes that the summary of a step may still have: GitHub refuses one of 1 MiB, and a little less
    /// vanishes without a word.
    package var summaryRoom = 900_000

    /// The images that a model accepts.
    package struct Region: Sendable {
        package let model: ModelID
        package let region: AllowedRegion

        /// Makes a record.
        package init(model: ModelID, region: AllowedRegion) {
            self.model = model
            self.region = region
        }
    }

    /// Makes a context.
    package init(
        rules: [RuleDescription] = [],
        regions: [Region] = [],
        limit: FailureLimit = .error,
        root: String = "/",
        current: String = "/",
        time: String = ""
    ) {
        self.rules = rules
        self.regions = regions
        self.limit = limit
        self.root = root
        self.current = current
        self.time = time
    }

    /// A path from the repository's root, with slashes and without `.` and `..`; `nil` for one that
    /// leads out of it.
    func pathInRepository(_ file: String) -> String? {
        let path = absolute(file)
        let root = Self.components(root)
        guard path.starts(with: root), path.count > root.count else { return nil }
        return path.dropFirst(root.count).joined(separator: "/")
    }

    /// A path without `.` and `..`, from the root of the file system.
    func absolute(_ file: String) -> [Substring] {
        Self.components(file.hasPrefix("/") ? file : current + "/" + file)
    }

    private static func components(_ path: String) -> [Substring] {
        var components: [Substring] = []
        for component in path.split(separator: "/") where component != "." {
            if component == ".." {
                _ = components.popLast()
            } else {
                components.append(component)
            }
        }
        return components
    }
}

extension ReportContext {
    /// The place of what has no file, such as an address, in formats that must name one.
    static let commandLine = "command-line"

    /// What tells a file from others wherever the repository lies: outside of it, its name alone.
    func identity(of file: String) -> String {
        pathInRepository(file) ?? absolute(file).last.map(String.init) ?? file
    }

    /// The path that reports give for a file: from the repository's root, or as it was named.
    func path(inReportOf file: String) -> String { pathInRepository(file) ?? file }
}
