// A figure with the sentence it was read from.
#ifndef NIANBAO_CLIENT_COMMANDS_FINDING_EVIDENCE_VIEW_H_
#define NIANBAO_CLIENT_COMMANDS_FINDING_EVIDENCE_VIEW_H_

#include <ostream>
#include <string>

#include "absl/strings/string_view.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// The sentence of `evidence` with its figure in brackets:
// 受理【560件】,审结约530件。 As it is where the offsets are not within it.
std::string MarkedSentence(const v1::Evidence& evidence);

// The sentences with figures that stand nearest before and after that of an
// observation; empty where there is none. A report keeps no others.
struct Neighbours {
  absl::string_view before;
  absl::string_view after;
};

// `index` must be one of report.observations. The texts are the report's.
Neighbours FindNeighbours(const v1::Report& report, int index);

// Prints what is known of the observation, then its sentence between its
// neighbours. `index` as above.
void PrintEvidence(std::ostream& out, const v1::Report& report, int index);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_FINDING_EVIDENCE_VIEW_H_
