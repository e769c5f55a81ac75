#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The time of day.
package enum WallClock {
    /// Whole seconds since 1970 UTC.
    package static func secondsSince1970() -> Int { time(nil) }
}
