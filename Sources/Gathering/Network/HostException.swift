/// The only way around the guard: a name that is served at exactly this address and port.
///
/// It is handed to an initialiser by the sandbox and by tests, never by a flag or a file.
package struct HostException: Hashable, Sendable {
    package let name: String
    package let address: String
    package let port: Int

    /// Lets `name` on port 443 be reached at `address` and `port`.
    package init(name: String, address: String, port: Int) {
        self.name = name
        self.address = address
        self.port = port
    }
}
