// A generated corpus of reports whose truth is known apart from the aggregator.
#ifndef NIANBAO_TESTS_INTEGRATION_AGGREGATOR_CORPUS_H_
#define NIANBAO_TESTS_INTEGRATION_AGGREGATOR_CORPUS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

struct CorpusReport {
  v1::Report report;
  // Which body published it, counted by the generator.
  int issuer = 0;
  // When it was stored, for tests that ask for moments.
  absl::Time stored_at;
};

struct Corpus {
  // In the order of upload. Later ones replace earlier ones of the same
  // source_uri or of the same content, and outdo those of the same issuer, year
  // and type.
  std::vector<CorpusReport> reports;
  int observations = 0;
};

// The same corpus for the same seed. Holds at least `observations`, over
// counties, prefectures, provinces, departments of several kinds and bodies of
// unknown places, of several types and now and then of no year, some stored
// under several names, with equal values, changes below 0, very large amounts,
// units that convert and units that do not, and all that statistics have to
// leave out.
Corpus GenerateCorpus(unsigned seed, int observations);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_AGGREGATOR_CORPUS_H_
