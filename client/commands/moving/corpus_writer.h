// What `nianbao export` writes the corpus with.
#ifndef NIANBAO_CLIENT_COMMANDS_MOVING_CORPUS_WRITER_H_
#define NIANBAO_CLIENT_COMMANDS_MOVING_CORPUS_WRITER_H_

#include "absl/status/status.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::client {

// Each report comes twice, first as its summary. Not thread-safe.
class CorpusWriter {
 public:
  virtual ~CorpusWriter() = default;

  virtual absl::Status AddSummary(const v1::ReportSummary& summary) = 0;
  virtual absl::Status AddReport(const v1::Report& report) = 0;
  // Whether anybody reads what is written.
  virtual bool IsWritable() = 0;
  // A file has its name then. Must be the last call.
  virtual absl::Status Finish() = 0;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_COMMANDS_MOVING_CORPUS_WRITER_H_
