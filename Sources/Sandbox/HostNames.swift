/// The names that the sandbox stands in for.
enum HostNames {
    static let images = "images.preflight.test"
    static let results = "results.preflight.test"
    static let loopback = "127.0.0.1"
}
