// swift-tools-version: 6.2

import PackageDescription

// One section per module and its tests, from the leaves up. A target's `dependencies` are the architecture's arrows:
// no target knows one above it. There are no packages (docs/decisions/0001-no-packages.md).

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func executable(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "modelgates",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "modelgates", targets: ["modelgates"]),
    .executable(name: "benchmark-server", targets: ["benchmark-server"]),
    .executable(name: "conformance-server", targets: ["conformance-server"]),
  ],
  targets: [
    // MARK: Documentation
    library("Documentation"),
    tests("DocumentationTests", ["Documentation"]),

    // MARK: JSON
    library("JSON"),
    tests("JSONTests", ["JSON", "TestSupport"]),

    // MARK: SystemLibraries
    .target(name: "CSystemLibraries"),
    library("SystemLibraries", ["CSystemLibraries"]),
    tests("SystemLibrariesTests", ["EventLoop", "Files", "SystemLibraries", "TestSupport"]),

    // MARK: Files
    library("Files"),
    tests("FilesTests", ["Files", "TestSupport"]),

    // MARK: Processes
    library("Processes"),

    // MARK: EventLoop
    library("EventLoop", ["CSystemLibraries"]),
    tests("EventLoopTests", ["EventLoop", "TestSupport"]),

    // MARK: JSONRPC
    library("JSONRPC", ["JSON"]),
    tests("JSONRPCTests", ["JSON", "JSONRPC", "TestSupport"]),

    // MARK: MCP
    library("MCP", ["JSON", "JSONRPC"]),
    tests("MCPTests", ["ConformanceFixture", "EventLoop", "JSON", "JSONRPC", "MCP", "TestSupport"]),

    // MARK: StdioTransport
    library("StdioTransport", ["EventLoop", "JSON", "JSONRPC", "MCP"]),
    tests("StdioTransportTests", ["EventLoop", "Files", "JSON", "JSONRPC", "MCP", "StdioTransport", "TestSupport"]),

    // MARK: HTTP
    library("HTTP", ["CSystemLibraries", "EventLoop", "Files"]),
    tests("HTTPTests", ["EventLoop", "Files", "HTTP", "TestSupport"]),

    // MARK: HTTPTransport
    library("HTTPTransport", ["EventLoop", "HTTP", "JSON", "JSONRPC", "MCP", "SystemLibraries"]),
    tests(
      "HTTPTransportTests",
      [
        "ConformanceFixture", "EventLoop", "Files", "HTTP", "HTTPTransport", "JSON", "JSONRPC", "MCP",
        "SystemLibraries", "TestSupport",
      ]),

    // MARK: Gateway
    library("Gateway", ["JSON", "SystemLibraries"]),
    tests("GatewayTests", ["EventLoop", "Files", "Gateway", "JSON", "SystemLibraries", "TestSupport"]),

    // MARK: Sandbox
    library("Sandbox", ["Files", "Gateway", "HTTP", "JSON", "SystemLibraries"]),
    tests(
      "SandboxTests", ["EventLoop", "Files", "Gateway", "HTTP", "JSON", "Sandbox", "SystemLibraries", "TestSupport"]),

    // MARK: Projects
    library("Projects", ["Documentation", "Files", "Gateway", "JSON", "SystemLibraries"]),
    tests(
      "ProjectsTests",
      ["Documentation", "Files", "Gateway", "JSON", "Projects", "Sandbox", "SystemLibraries", "TestSupport"]),

    // MARK: Operations
    library("Operations", ["Documentation", "Gateway", "JSON", "JSONRPC", "MCP", "Projects"]),
    tests("OperationsTests", ["Files", "Gateway", "JSON", "MCP", "Operations", "Projects", "Sandbox", "TestSupport"]),

    // MARK: ClientConfiguration
    library("ClientConfiguration", ["Files", "JSON"]),
    tests("ClientConfigurationTests", ["ClientConfiguration", "Files", "JSON", "TestSupport"]),

    // MARK: Executables
    executable(
      "modelgates",
      [
        "ClientConfiguration", "Documentation", "EventLoop", "Files", "Gateway", "HTTP", "HTTPTransport", "JSON",
        "JSONRPC", "MCP", "Operations", "Processes", "Projects", "Sandbox", "StdioTransport", "SystemLibraries",
      ]),
    tests(
      "modelgatesTests",
      [
        "EventLoop", "Files", "Gateway", "HTTP", "JSON", "Operations", "Sandbox", "SystemLibraries", "TestSupport",
        "modelgates",
      ]),
    executable(
      "benchmark-server", path: "Sources/BenchmarkServer",
      ["EventLoop", "HTTP", "HTTPTransport", "JSON", "MCP", "StdioTransport"]),
    executable(
      "conformance-server", path: "Sources/ConformanceServer",
      ["ConformanceFixture", "EventLoop", "HTTPTransport"]),

    executable(
      "example-server", path: "Sources/ExampleServer",
      ["EventLoop", "HTTPTransport", "JSON", "MCP", "StdioTransport"]),

    executable(
      "stdio-fixture", path: "Sources/StdioFixture",
      ["ConformanceFixture", "EventLoop", "MCP", "StdioTransport", "TestSupport"]),

    // MARK: Fuzzing
    // What scripts/torture fuzz links with libFuzzer; as tests, the same functions read what is kept in Tests/fuzz.
    tests(
      "FuzzTests",
      [
        "ClientConfiguration", "ConformanceFixture", "EventLoop", "Files", "Gateway", "HTTP", "HTTPTransport", "JSON",
        "JSONRPC", "MCP", "Projects", "StdioTransport", "SystemLibraries", "TestSupport",
      ]),

    // MARK: ConformanceFixture and TestSupport
    library("ConformanceFixture", ["JSON", "JSONRPC", "MCP"]),
    library("TestSupport", ["ConformanceFixture", "EventLoop", "Files", "JSON", "JSONRPC", "MCP", "Processes"]),
  ]
)
