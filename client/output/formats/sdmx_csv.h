// Facts as SDMX-CSV 2.0 data messages:
// https://github.com/sdmx-twg/sdmx-csv/blob/v2.0.0/data-message/docs
#ifndef NIANBAO_CLIENT_OUTPUT_FORMATS_SDMX_CSV_H_
#define NIANBAO_CLIENT_OUTPUT_FORMATS_SDMX_CSV_H_

#include <ostream>
#include <string>

#include "client/output/formats/fact_writer.h"

namespace nianbao::client {

// Writes each fact when it comes; holds nothing back.
class SdmxCsv : public FactWriter {
 public:
  SdmxCsv(std::ostream& out, const Flow& flow, const FactScope& scope);

  absl::Status Add(const Fact& fact) override;
  void Finish() override { Begin(); }

 private:
  // Writes the header, once.
  void Begin();

  std::ostream& out_;
  const Flow flow_;
  // The codes of the dimensions REPORT_TYPE and KIND, which all rows of a query
  // have in common but for facts with a kind of their own.
  const std::string report_type_;
  const std::string kind_;
  bool begun_ = false;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_FORMATS_SDMX_CSV_H_
