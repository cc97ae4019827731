// What writes a file of facts, whatever its format.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_WRITER_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_WRITER_H_

#include "absl/status/status.h"
#include "client/output/formats/fact.h"

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

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_WRITER_H_
