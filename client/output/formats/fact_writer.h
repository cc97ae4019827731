// Files of facts.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_WRITER_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_WRITER_H_

#include <memory>
#include <ostream>

#include "absl/status/status.h"
#include "client/output/formats/listing.h"
#include "client/output/rows/fact.h"

namespace nianbao::client {

// Not thread-safe.
class FactWriter {
 public:
  virtual ~FactWriter() = default;

  // An error ends the file; it is not complete then.
  virtual absl::Status Add(const Fact& fact) = 0;

  // Writes what is held back. Must be the last call.
  virtual void Finish() = 0;
};

// For kSdmxCsv and kJsonStat; null for other formats, which Listing prints.
// `out` must outlive the writer.
std::unique_ptr<FactWriter> MakeFactWriter(std::ostream& out, Format format,
                                           const Flow& flow,
                                           const FactScope& scope);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_WRITER_H_
