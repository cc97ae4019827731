// The checksum that each page of a database ends with.
//
// SQLite leaves as many bytes at the end of each page alone as byte 20 of the
// file says: 8 here. They hold two sums modulo 2^32, the lower one first, both
// little-endian, as are the numbers x[i] of four bytes that the rest of the
// page is: for each pair of them
//
//   s1 += x[i] + s2;  s2 += x[i + 1] + s1;
//
// from 0 on. No single bit, and no burst of 32, can change without changing
// them. It is the checksum of SQLite's own extension cksumvfs.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_PAGE_CHECKSUM_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_PAGE_CHECKSUM_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace nianbao::aggregator {

inline constexpr int kChecksumBytes = 8;

// Of bytes whose number is a multiple of 8; the lower sum in the lower half.
uint64_t ChecksumOf(absl::string_view bytes);

// True when the page ends with the checksum of what stands before.
bool HasItsChecksum(absl::string_view page);

// Ends the page of `size` bytes with its checksum.
void SetChecksum(char* page, size_t size);

// The size of a database's pages by the begin of its file, of 100 bytes or
// more; 0 when that is no database, or its pages have no checksums.
int ChecksummedPageSize(absl::string_view header);

// True for the sizes that pages may have: powers of two from 512 to 65536.
bool IsPageSize(int64_t size);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_PAGE_CHECKSUM_H_
