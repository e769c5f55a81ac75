/// Tells how long ago it was made, by any clock.
struct Stopwatch: Sendable {
    /// How long ago that was.
    let elapsed: @Sendable () -> Duration

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
    }
}
