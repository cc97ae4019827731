// Kinds of bodies: which departments of different governments do the same work.
//
//   const Bodies& bodies = catalogue.bodies();
//   bodies.Find("海淀区司法局")            // bodies/justice
//   bodies.Find("北京市公安局海淀分局")    // bodies/public_security
//   bodies.Find("北京市海淀区人民政府")    // null
//
// The kinds are those of common/data/bodies.textproto and of the catalogue's
// overlays. Immutable; safe to share between threads.
#ifndef NIANBAO_COMMON_DOMAIN_BODIES_H_
#define NIANBAO_COMMON_DOMAIN_BODIES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/division.pb.h"

namespace nianbao {

// Stands for departments of no kind in answers; no kind of the catalogue may be
// named so.
inline constexpr char kOtherBodiesName[] = "bodies/other";

class Bodies {
 public:
  // No kinds.
  Bodies() = default;

  // INVALID_ARGUMENT names the body and field: a name that is not
  // bodies/{body}, a missing display name, a word that is empty or tells two
  // kinds.
  static absl::StatusOr<Bodies> Create(std::vector<v1::Body> bodies);

  // The kind of the body of that name, in Simplified characters; null when no
  // word tells it, and for governments of places. About a microsecond: linear
  // in the length of the name.
  const v1::Body* Find(absl::string_view issuer_name) const;

  // The number of "bodies/{body}": an index of list(), small enough for a
  // column; nullopt when there is no such kind. O(1).
  std::optional<int> Number(absl::string_view name) const;

  // In the order of the catalogue.
  const std::vector<v1::Body>& list() const { return bodies_; }

 private:
  // A word that tells a kind, and the number of the kind.
  struct Word {
    std::string text;
    int body = 0;
  };

  absl::Status AddWords(int body);

  std::vector<v1::Body> bodies_;
  absl::flat_hash_map<std::string, int> by_name_;
  // By their first character, the longest first.
  absl::flat_hash_map<std::string, std::vector<Word>> words_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_BODIES_H_
