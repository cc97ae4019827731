// A disk that fails when told to: a layer over SQLite's own file system.
#ifndef NIANBAO_TESTS_INTEGRATION_AGGREGATOR_FAULTY_VFS_H_
#define NIANBAO_TESTS_INTEGRATION_AGGREGATOR_FAULTY_VFS_H_

namespace nianbao::aggregator {

enum class Fault {
  // Nothing is written, and an error returned.
  kFailedWrite,
  // The first half is written, and an error returned.
  kShortWrite,
  // An error is returned, and what was written since the last sync is gone, as
  // when the kernel has dropped the pages.
  kFailedSync,
  // Nothing is written, for want of room.
  kFullDisk,
};

// For all files that SQLite opens while the object lives; there may be one at a
// time, and no file may be open when it comes or goes. Thread-safe.
class FaultyVfs {
 public:
  FaultyVfs();
  ~FaultyVfs();
  FaultyVfs(const FaultyVfs&) = delete;
  FaultyVfs& operator=(const FaultyVfs&) = delete;

  // Lets `after` writes or syncs pass, whichever `fault` is about, and fails
  // the `count` that follow.
  void Arm(Fault fault, int after, int count);
  void Clear();
  // How often an operation was made to fail.
  int injected() const;

  // Databases opened from now on may only be read.
  void SetReadOnly(bool read_only);
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_AGGREGATOR_FAULTY_VFS_H_
