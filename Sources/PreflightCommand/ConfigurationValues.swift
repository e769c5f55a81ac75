internal import Preflight
internal import PreflightModel
internal import Reporting
internal import Settings

// Each value that has a flag, a variable and, most of them, a key: one place that chooses.

extension Configuration {
    /// The model for bare images and raw payloads.
    func model(_ flag: String? = nil) throws(PreflightError) -> Chosen<ModelID> {
        try chosen(
            flag.map { ModelID($0) },
            "--model",
            .model,
            settings?.model,
            default: ModelCatalogue.usualModel,
            parse: { ModelID($0) }
        )
    }

    /// How the provider's limits are read.
    func limits(_ flag: LimitReading? = nil) throws(PreflightError) -> Chosen<LimitReading> {
        try chosen(flag, "--limits", .limits, settings?.limits, default: .strict) {
            LimitReading(rawValue: $0)
        }
    }

    /// From which severity on findings fail.
    func failOn(_ flag: FailureLimit? = nil) throws(PreflightError) -> Chosen<FailureLimit> {
        try chosen(flag, "--fail-on", .failOn, settings?.failOn, default: .error) {
            FailureLimit(rawValue: $0)
        }
    }

    /// The format of standard output.
    func format(_ flag: ReportFormat? = nil) throws(PreflightError) -> Chosen<ReportFormat> {
        try chosen(flag, "--format", .format, nil, default: .human) { ReportFormat(rawValue: $0) }
    }

    /// When colours are used.
    func colour(_ flag: ColourChoice? = nil) throws(PreflightError) -> Chosen<ColourChoice> {
        try chosen(flag, "--color", .color, nil, default: .auto) { ColourChoice(rawValue: $0) }
    }

    /// How many addresses or payloads are in hand at once.
    func concurrency(_ flag: Int? = nil) throws(PreflightError) -> Chosen<Int> {
        try chosen(flag, "--concurrency", .concurrency, settings?.concurrency, default: 64) {
            Self.number($0, in: 1...1024)
        }
    }

    /// Seconds that one attempt to fetch an address may take.
    func timeout(_ flag: Int? = nil) throws(PreflightError) -> Chosen<Int> {
        try chosen(
            flag,
            "--timeout",
            .timeout,
            settings?.timeout,
            default: LintOptions.usualTimeout,
            parse: { Self.number($0, in: 1...3600) }
        )
    }

    /// Seconds that one connection may take to be made.
    func connectTimeout(_ flag: Int? = nil) throws(PreflightError) -> Chosen<Int> {
        try chosen(
            flag,
            "--connect-timeout",
            .connectTimeout,
            settings?.connectTimeout,
            default: LintOptions.usualConnectTimeout,
            parse: { Self.number($0, in: 1...3600) }
        )
    }

    /// The largest number of jobs of a submission.
    func mostJobs(_ flag: Int? = nil) throws(PreflightError) -> Chosen<Int?> {
        try chosen(
            flag.map(Int?.some),
            "--max-jobs",
            .mostJobs,
            ceiling(settings?.mostJobs),
            default: nil
        ) {
            Self.number($0, in: 0...1_000_000).map(Int?.some)
        }
    }

    /// The largest sum of the lengths of the videos of a submission, in seconds.
    func mostSeconds(_ flag: Int? = nil) throws(PreflightError) -> Chosen<Int?> {
        let setting = ceiling(settings?.mostSeconds)
        return try chosen(flag.map(Int?.some), "--max-seconds", .mostSeconds, setting, default: nil)
        {
            Self.number($0, in: 0...1_000_000).map(Int?.some)
        }
    }

    /// The largest sum of the costs of a submission, in US dollars.
    func highestCost(_ flag: Fraction? = nil) throws(PreflightError) -> Chosen<Fraction?> {
        try chosen(
            flag.map(Fraction?.some),
            "--max-cost",
            .highestCost,
            settings?.highestCost.map { Setting(value: $0.value, span: $0.span) },
            default: nil
        ) {
            Fraction(cost: $0).map(Fraction?.some)
        }
    }

    private func ceiling(_ setting: Setting<Int>?) -> Setting<Int?>? {
        setting.map { Setting(value: $0.value, span: $0.span) }
    }

    /// The path of certificates that are trusted besides those of the system; empty for none.
    func certificates(_ flag: String? = nil) throws(PreflightError) -> Chosen<String> {
        let setting = settings?.certificates.map { setting in
            Setting(value: path(setting.value), span: setting.span)
        }
        return try chosen(flag, "--ca-file", .certificates, setting, default: "") { $0 }
    }

    private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
        Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
}

extension Fraction {
    /// Reads an amount of US dollars, such as `2.50`; `nil` for what can be none.
    init?(cost text: String) {
        guard let amount = Fraction(decimal: text), amount >= Fraction(0),
            amount <= Fraction(1_000_000)
        else { return nil }
        self = amount
    }
}
