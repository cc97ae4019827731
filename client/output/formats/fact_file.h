// The writer for a format of facts.
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_FILE_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_FILE_H_

#include <memory>
#include <ostream>

#include "client/output/formats/fact_writer.h"
#include "client/output/formats/format.h"

namespace nianbao::client {

// For kSdmxCsv and kJsonStat; null for other formats, which Listing prints.
// `out` must outlive the writer.
std::unique_ptr<FactWriter> MakeFactWriter(std::ostream& out, Format format,
                                           const Flow& flow,
                                           const FactScope& scope);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_FACT_FILE_H_
