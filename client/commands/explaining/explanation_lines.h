// Why a figure was linked as it was, in lines for people.
#ifndef NIANBAO_CLIENT_COMMANDS_EXPLAINING_EXPLANATION_LINES_H_
#define NIANBAO_CLIENT_COMMANDS_EXPLAINING_EXPLANATION_LINES_H_

#include <string>

#include "nianbao/v1/report.pb.h"

namespace nianbao::client {

// Lines of the observation `index` of a report, which was extracted with
// `explain`, each ended by a newline:
//
//   #3  受理187件,其中信函【43件】。
//       part of #2
//       no indicator 81.4%
//         +1.20  “信函” in the words before it
//       second: reconsideration.accepted 17.9%
//         -2.10  the rules of the catalogue chose none
std::string ExplanationLines(int index, const v1::Observation& observation);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_EXPLAINING_EXPLANATION_LINES_H_
