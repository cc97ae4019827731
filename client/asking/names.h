// What people call divisions, indicators, bodies and reports, as resource
// names: those of a whole command line by one call.
//
//   Names names;
//   const int within = names.Want(v1::NAME_KIND_DIVISION, "海淀");
//   absl::Status status = names.Resolve(session);
//   names[within];   // "divisions/110108"
#ifndef NIANBAO_CLIENT_ASKING_NAMES_H_
#define NIANBAO_CLIENT_ASKING_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/calls/session.h"
#include "nianbao/v1/names.pb.h"

namespace nianbao::client {

class Names {
 public:
  // Adds a text and returns its number. The text may be whatever
  // AggregatorService.ResolveNames understands: codes and ids, names in full,
  // short, former or in pinyin. Empty stays empty.
  int Want(v1::NameKind kind, absl::string_view text);

  // Asks the aggregator what the texts mean; asks nothing when all are empty.
  // The first text that means nothing is NOT_FOUND, with what may have been
  // meant; one that means several things INVALID_ARGUMENT, listing them. To be
  // called once.
  absl::Status Resolve(const Session& session);

  // What that text means: "divisions/{code}", "indicators/{indicator}",
  // "indicators/{family}.*", "bodies/{body}" or "reports/{report}". After
  // Resolve.
  const std::string& operator[](int number) const { return names_[number]; }

 private:
  struct Wanted {
    v1::NameKind kind;
    std::string text;
  };

  std::vector<Wanted> wanted_;
  std::vector<std::string> names_;
};

// Names::Resolve for one text.
absl::StatusOr<std::string> ResolveName(const Session& session,
                                        v1::NameKind kind,
                                        absl::string_view text);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_ASKING_NAMES_H_
