// Administrative divisions of China: codes, names, levels, parents.
//
//   const Gazetteer& g = Gazetteer::Get();
//   const DivisionEntry* d = g.Find("110108");   // 海淀区
//   g.FullName(*d);                              // 北京市海淀区
//
// A division is one entry of a table; its parent is a pointer into the same
// table, so that "is it within", "which province" and full names are walks up
// of at most three steps (from a township by its county and prefecture to the
// province), without a look-up. Codes find entries by a hash table. Names and
// codes are views of the text that the table was read from, which is part of
// the program: the 44,694 divisions cost no memory but that of the entries and
// the hash table. Who finds divisions by the names in a text builds an index of
// their own over divisions(), former_names() and former_divisions().
//
// Source: GB/T 2260 and the statistical codes of the National Bureau of
// Statistics, as data/divisions.csv holds them. Immutable; safe to share
// between threads.
#ifndef NIANBAO_COMMON_DOMAIN_GAZETTEER_H_
#define NIANBAO_COMMON_DOMAIN_GAZETTEER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/division.pb.h"

namespace nianbao {

struct DivisionEntry {
  // Six digits, or nine for a township.
  absl::string_view code;
  // In Simplified characters, e.g. 海淀区.
  absl::string_view name;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  // Null for provinces.
  const DivisionEntry* parent = nullptr;
};

// A name that is not in the table of today: what a division was called before
// it was renamed or became another's, its true name where the table has a
// stand-in for a rare character (𬜬山镇), or what people call it for short
// (前郭县).
struct OtherName {
  absl::string_view name;
  // The division of today that goes on with it, or the former division itself,
  // without a code: 邯郸县 was divided between two districts.
  const DivisionEntry* division = nullptr;
  // The year in which the name was last in force; 0 for one that still is.
  int until = 0;
};

class Gazetteer {
 public:
  // The divisions that are part of the program.
  static const Gazetteer& Get();

  // Reads CSV with the columns code, name, level, parent; parents first.
  // INVALID_ARGUMENT names the line. `csv` must outlive the gazetteer.
  static absl::StatusOr<Gazetteer> Parse(absl::string_view csv);

  // Null when there is no such code. O(1).
  const DivisionEntry* Find(absl::string_view code) const;

  // Reads CSV with the columns name, code, parent, until: other names; those
  // without a code are of divisions that no single one went on with, and have
  // the code of their parent. INVALID_ARGUMENT names the line. Called once at
  // most; `csv` must outlive the gazetteer.
  absl::Status AddFormerNames(absl::string_view csv);

  // Other names of the divisions of today.
  const std::vector<OtherName>& former_names() const { return former_names_; }

  // Divisions that are no more and have no heir. They are none of
  // divisions(), and their code is empty.
  const std::vector<OtherName>& former_divisions() const {
    return former_divisions_;
  }

  // All divisions in the order of their codes.
  const std::vector<DivisionEntry>& divisions() const { return divisions_; }

  // Names from the province down, joined.
  static std::string FullName(const DivisionEntry& division);

  // Ancestor of that level (or the division itself); null when it has none, as
  // a county directly under a province has no prefecture.
  static const DivisionEntry* Ancestor(const DivisionEntry& division,
                                       v1::Level level);

  // True when `division` is `ancestor` or lies below it.
  static bool IsWithin(const DivisionEntry& division,
                       const DivisionEntry& ancestor);

 private:
  // In the order of their codes. Built once by Parse and never resized, as
  // entries point at their parents.
  std::vector<DivisionEntry> divisions_;
  absl::flat_hash_map<absl::string_view, const DivisionEntry*> by_code_;
  std::vector<OtherName> former_names_;
  std::vector<OtherName> former_divisions_;
  // The entries of `former_divisions_`, in its order; never resized.
  std::vector<DivisionEntry> former_entries_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_GAZETTEER_H_
