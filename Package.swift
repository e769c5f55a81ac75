// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "preflight",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Preflight", targets: ["Preflight"]),
        .executable(name: "preflight", targets: ["PreflightCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // Floor 0: the three image libraries, and the only code that touches them.
        .systemLibrary(
            name: "CLibPNG",
            path: "Sources/CImageProbe/Libraries/png",
            pkgConfig: "libpng",
            providers: [.apt(["libpng-dev"]), .brew(["libpng"])]
        ),
        .systemLibrary(
            name: "CLibJPEG",
            path: "Sources/CImageProbe/Libraries/jpeg",
            pkgConfig: "libjpeg",
            providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]
        ),
        .systemLibrary(
            name: "CLibWebP",
            path: "Sources/CImageProbe/Libraries/webp",
            pkgConfig: "libwebp",
            providers: [.apt(["libwebp-dev"]), .brew(["webp"])]
        ),
        .target(
            name: "CImageProbe",
            dependencies: ["CLibPNG", "CLibJPEG", "CLibWebP"],
            exclude: ["Libraries"],
            cSettings: [
                .enableWarning("all"),
                .enableWarning("extra"),
                .treatAllWarnings(as: .error),
            ]
        ),

        // Floor 1
        .target(name: "PreflightModel"),

        // Floor 2
        .target(name: "ImageProbe", dependencies: ["CImageProbe", "PreflightModel"]),
        .target(
            name: "Documents",
            dependencies: ["PreflightModel", .product(name: "Yams", package: "Yams")]
        ),
        .target(name: "Addresses", dependencies: ["PreflightModel"]),
        .target(
            name: "Reporting",
            dependencies: [
                "PreflightModel",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            resources: [.embedInCode("HTML/Page")]
        ),
        .target(
            name: "Ledger",
            dependencies: [
                "PreflightModel",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),

        // Floor 3
        .target(
            name: "Schemas",
            dependencies: ["PreflightModel", "Documents"],
            resources: [.embedInCode("Catalogue")]
        ),
        .target(name: "Settings", dependencies: ["PreflightModel", "Documents"]),

        // Floor 4
        .target(
            name: "Rules",
            dependencies: ["PreflightModel", "Addresses", "Documents", "Schemas"]
        ),
        .target(
            name: "Gathering",
            dependencies: [
                "PreflightModel", "ImageProbe", "Documents", "Addresses",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),

        // Floor 5
        .target(
            name: "Validation",
            dependencies: [
                "PreflightModel", "Addresses", "Documents", "Schemas", "Rules",
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),

        // Floor 6
        .target(
            name: "Submission",
            dependencies: [
                "PreflightModel", "Addresses", "Documents", "ImageProbe", "Ledger", "Validation",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .target(
            name: "Sandbox",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "X509", package: "swift-certificates"),
            ]
        ),

        // Floor 7
        .target(
            name: "Preflight",
            dependencies: [
                "PreflightModel", "Documents", "Addresses", "Ledger", "Schemas", "Rules",
                "Gathering", "Validation", "Submission", "Sandbox",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),

        // Floor 8
        .executableTarget(
            name: "PreflightCommand",
            dependencies: [
                "Addresses", "Preflight", "PreflightModel", "Reporting", "Settings",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)

// Tests, one target for each target above, and the code that makes pictures for them.
package.targets += [
    .target(name: "SampleImages", path: "Tests/SampleImages"),
    .executableTarget(
        name: "FixtureMaker",
        dependencies: ["SampleImages"],
        path: "Tests/FixtureMaker"
    ),
    .testTarget(name: "CImageProbeTests", dependencies: ["CImageProbe", "SampleImages"]),
    .testTarget(name: "PreflightModelTests", dependencies: ["PreflightModel"]),
    .testTarget(
        name: "ImageProbeTests",
        dependencies: ["CLibWebP", "ImageProbe", "PreflightModel", "SampleImages"]
    ),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "PreflightModel"]),
    .testTarget(name: "AddressesTests", dependencies: ["Addresses", "PreflightModel"]),
    .testTarget(
        name: "ReportingTests",
        dependencies: ["PreflightModel", "Reporting"],
        exclude: ["Goldens"]
    ),
    .testTarget(
        name: "LedgerTests",
        dependencies: [
            "Ledger", "PreflightModel",
            .product(name: "GRDB", package: "GRDB.swift"),
        ]
    ),
    .testTarget(name: "SchemasTests", dependencies: ["PreflightModel", "Schemas"]),
    .testTarget(name: "SettingsTests", dependencies: ["PreflightModel", "Settings"]),
    .testTarget(
        name: "RulesTests",
        dependencies: [
            "PreflightModel", "Rules",
        ]
    ),
    .testTarget(
        name: "GatheringTests",
        dependencies: [
            "Addresses", "Documents", "Gathering", "PreflightModel", "SampleImages", "Sandbox",
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
            .product(name: "SystemPackage", package: "swift-system"),
        ]
    ),
    .testTarget(
        name: "ValidationTests",
        dependencies: [
            "Addresses", "Documents", "PreflightModel", "Rules", "Schemas", "Validation",
        ]
    ),
    .testTarget(
        name: "SubmissionTests",
        dependencies: [
            "Documents", "Ledger", "PreflightModel", "Rules", "SampleImages", "Sandbox", "Schemas",
            "Submission", "Validation",
            .product(name: "Crypto", package: "swift-crypto"),
            .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "NIOCore", package: "swift-nio"),
        ]
    ),
    .testTarget(name: "SandboxTests", dependencies: ["SampleImages", "Sandbox"]),
    .testTarget(
        name: "PreflightTests",
        dependencies: [
            "Preflight", "PreflightModel", "Reporting", "Rules", "SampleImages", "Sandbox",
        ]
    ),
    .testTarget(
        name: "PreflightCommandTests",
        dependencies: [
            "Preflight", "PreflightCommand", "Reporting", "SampleImages",
        ]
    ),
]

for target in package.targets where target.type != .system && target.name != "CImageProbe" {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
    // Whoever depends on the library must not be forced to accept flags that are called unsafe.
    if Context.environment["PREFLIGHT_RELEASE"] != nil {
        target.swiftSettings?.append(.unsafeFlags(["-cross-module-optimization"]))
    }
}
