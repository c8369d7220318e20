#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system says of a file without opening it.
public struct FileStatus: Hashable, Sendable {
  public enum Kind: Sendable {
    case regular, directory, symbolicLink
    /// A device, a FIFO or a socket.
    case other
  }

  public let kind: Kind
  /// Bytes.
  public let size: Int64
  public let mode: FileMode
  /// User id of the owner.
  public let owner: UInt32
  /// Group id.
  public let group: UInt32
  /// Together with ``device`` the identity of the file, whatever its name.
  public let inode: UInt64
  public let device: UInt64

  init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    size = Int64(status.st_size)
    mode = FileMode(rawValue: UInt16(truncatingIfNeeded: status.st_mode))
    owner = status.st_uid
    group = status.st_gid
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    device = UInt64(truncatingIfNeeded: status.st_dev)
  }
}
