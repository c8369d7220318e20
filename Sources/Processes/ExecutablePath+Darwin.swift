#if canImport(Darwin)
  import Darwin

  /// The file of the program that is running.
  public func executablePath() -> String? {
    var size: UInt32 = 4096
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(size)) { buffer in
      _NSGetExecutablePath(buffer.baseAddress, &size) == 0 ? buffer.baseAddress.map { String(cString: $0) } : nil
    }
  }
#endif
