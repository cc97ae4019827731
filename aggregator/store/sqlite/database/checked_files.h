// Files of a database as SQLite opens them, with every page checked that is
// read from them. checked_files.cc says how.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CHECKED_FILES_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CHECKED_FILES_H_

#include "sqlite3.h"

namespace nianbao::aggregator {

// The name of the VFS to open databases with: a layer over the one that is
// SQLite's default when a file is opened. A page that is not what was written
// gives SQLITE_IOERR_DATA. Thread-safe.
const char* CheckedFilesVfs();

// The size of pages, when the pages of the connection's database have
// checksums; 0 when they have none, as those of a program of before, or where
// it has no file.
int ChecksummedPageSize(sqlite3* connection);

// Lets the pages of an empty database have checksums from its first one on: for
// copies, whose header may be written last. `page_size` as above; 0 changes
// nothing.
void UseChecksums(sqlite3* connection, int page_size);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_CHECKED_FILES_H_
