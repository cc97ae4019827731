// Configurations of a service as text protos: any bytes are refused with an
// error that names what is wrong, or give a configuration that means the same
// when it is printed and read again, as --check-config prints it.
#include <cstdint>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/config/config.h"
#include "google/protobuf/stubs/logging.h"
#include "google/protobuf/text_format.h"
#include "tests/fuzz/require.h"
#include "tests/temporary_folder.h"

namespace nianbao {
namespace {

absl::StatusOr<v1::ServerConfig> Load(const ServiceKind& kind,
                                      const std::string& text) {
  static const TemporaryFolder folder;
  CommandLine line;
  line.config_file = absl::StrCat(folder.path(), "/config.textproto");
  std::ofstream(line.config_file, std::ios::binary) << text;
  const char* const no_variables[] = {nullptr};
  return LoadConfig(kind, line, no_variables);
}

void LoadAnything(const ServiceKind& kind, const std::string& text) {
  const absl::StatusOr<v1::ServerConfig> config = Load(kind, text);
  if (!config.ok()) {
    Require(
        absl::IsInvalidArgument(config.status()) ||
            absl::IsNotFound(config.status()),
        absl::StrCat("an error is the file's: ", config.status().ToString()));
    return;
  }
  std::string printed;
  Require(google::protobuf::TextFormat::PrintToString(*config, &printed),
          "a configuration can be printed");
  const absl::StatusOr<v1::ServerConfig> again = Load(kind, printed);
  Require(again.ok(), absl::StrCat("what is printed can be read: ",
                                   again.status().ToString()));
  Require(again->SerializeAsString() == config->SerializeAsString(),
          "what is printed means the same");
}

}  // namespace
}  // namespace nianbao

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // What is wrong with a text is told by the status.
  static const google::protobuf::LogHandler* const silent =
      google::protobuf::SetLogHandler(nullptr);
  (void)silent;
  const std::string text(reinterpret_cast<const char*>(data), size);
  nianbao::LoadAnything(nianbao::kExtractor, text);
  nianbao::LoadAnything(nianbao::kAggregator, text);
  return 0;
}
