/// What a client needs to use a running sandbox; written as JSON to the ready file.
package struct SandboxAccess: Codable, Sendable {
    /// The name `name` on port 443 is served at `address`:`port`.
    package struct Host: Codable, Sendable, Hashable {
        package let name: String
        package let address: String
        package let port: Int
    }

    /// The base address of the model API, `https://127.0.0.1:PORT/v1`.
    package let base: String
    /// The certificate to trust, in PEM.
    package let certificate: String
    /// The image host and the result host.
    package let hosts: [Host]
    /// The names that results are downloaded from.
    package let resultHosts: [String]
}
