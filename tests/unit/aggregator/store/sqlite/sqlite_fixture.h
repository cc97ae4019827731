// Stores over SQLite files of their own.
#ifndef NIANBAO_TESTS_UNIT_AGGREGATOR_STORE_SQLITE_SQLITE_FIXTURE_H_
#define NIANBAO_TESTS_UNIT_AGGREGATOR_STORE_SQLITE_SQLITE_FIXTURE_H_

#include <memory>
#include <string>

#include "aggregator/store/sqlite/store.h"
#include "tests/integration/store/store_calls.h"

namespace nianbao::aggregator {

// Opened and prepared; ends the test program on an error.
std::unique_ptr<SqliteStore> OpenStore(const std::string& path);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_UNIT_AGGREGATOR_STORE_SQLITE_SQLITE_FIXTURE_H_
