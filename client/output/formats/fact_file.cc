#include "client/output/formats/fact_file.h"

#include "client/output/formats/json_stat.h"
#include "client/output/formats/sdmx_csv.h"

namespace nianbao::client {

std::unique_ptr<FactWriter> MakeFactWriter(std::ostream& out, Format format,
                                           const Flow& flow,
                                           const FactScope& scope) {
  switch (format) {
    case Format::kSdmxCsv:
      return std::make_unique<SdmxCsv>(out, flow, scope);
    case Format::kJsonStat:
      return std::make_unique<JsonStat>(out, flow, scope);
    default:  // A Listing prints the others.
      return nullptr;
  }
}

}  // namespace nianbao::client
