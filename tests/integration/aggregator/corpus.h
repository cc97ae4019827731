// A generated corpus of reports whose truth is known apart from the aggregator.
#ifndef NIANBAO_TESTS_INTEGRATION_AGGREGATOR_CORPUS_H_
#define NIANBAO_TESTS_INTEGRATION_AGGREGATOR_CORPUS_H_

#include <string>
#include <vector>

#include "nianbao/v1/report.pb.h"

namespace nianbao {

struct CorpusReport {
  v1::Report report;
  // Which body published it, counted by the generator.
  int issuer = 0;
};

struct Corpus {
  // In the order of upload. Later ones replace earlier ones of the same
  // source_uri, and outdo those of the same issuer, year and type.
  std::vector<CorpusReport> reports;
  int observations = 0;
};

// The same corpus for the same seed. Holds at least `observations`, over
// counties, prefectures, provinces and departments, with all
// that statistics have to leave out.
Corpus GenerateCorpus(unsigned seed, int observations);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_AGGREGATOR_CORPUS_H_
