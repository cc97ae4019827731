// Tells whether the files of an open database are still those under its name.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_OPEN_FILES_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_OPEN_FILES_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "aggregator/store/sqlite/database/connection.h"

namespace nianbao::aggregator {

// A file that is deleted, or that another takes the place of, stays for whoever
// has it open: SQLite would go on writing into what nobody finds any more.
// Immutable; thread-safe.
class OpenFiles {
 public:
  // The files of `connection`, which must have been read from: the database and
  // its write-ahead log. Those that are not there now are not looked for later.
  static OpenFiles Of(Connection& connection);

  // UNAVAILABLE, naming the file, when one of them is no more, or another file.
  // One call of the system a file.
  absl::Status Check() const;

 private:
  struct File {
    std::string path;
    dev_t device;
    ino_t inode;
  };
  std::vector<File> files_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_OPEN_FILES_H_
