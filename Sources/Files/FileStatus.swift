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

  /// A moment as the file system keeps it, since 1970.
  public struct Time: Hashable, Comparable, Sendable {
    public let seconds: Int64
    public let nanoseconds: Int64

    public static func < (left: Time, right: Time) -> Bool {
      (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
  }

  public let kind: Kind
  /// Bytes.
  public let size: Int64
  public let mode: FileMode
  /// User id of the owner.
  public let owner: UInt32
  /// Group id.
  public let group: UInt32
  public let modified: Time
  /// Together with ``device`` the identity of the file, whatever its name.
  public let inode: UInt64
  public let device: UInt64
  /// How many names the file has.
  public let links: UInt64

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
    modified = Time(status.modificationTime)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    device = UInt64(truncatingIfNeeded: status.st_dev)
    links = UInt64(truncatingIfNeeded: status.st_nlink)
  }
}

extension FileStatus.Time {
  fileprivate init(_ time: timespec) {
    self.init(seconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))
  }
}
