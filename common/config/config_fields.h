// The fields of a ServerConfig by name, found by reflection, so that flags,
// environment and errors know each field that the message has.
#ifndef NIANBAO_COMMON_CONFIG_CONFIG_FIELDS_H_
#define NIANBAO_COMMON_CONFIG_CONFIG_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "nianbao/v1/server_config.pb.h"

namespace nianbao {

// A singular scalar field of the configuration: from the outermost message
// inwards. Never empty.
using ConfigField = std::vector<const google::protobuf::FieldDescriptor*>;

// All fields, in the order of their declaration.
const std::vector<ConfigField>& ConfigFields();

// "listener.port".
std::string FieldPath(const ConfigField& field);

// "NIANBAO_LISTENER_PORT".
std::string VariableOf(const ConfigField& field);

// Names of the messages in the configuration: "listener", "tls", ….
std::vector<std::string> ConfigSections();

// The field at `path`, which must be one.
const ConfigField& FieldAt(absl::string_view path);

// Sets the field from its text. INVALID_ARGUMENT: "listener.port: must be a
// whole number"; the text itself is not told.
absl::Status SetField(const ConfigField& field, absl::string_view text,
                      v1::ServerConfig& config);

// The number in an int32 field; nothing when it is left out, which for a field
// without presence is the same as 0.
std::optional<std::int32_t> NumberIn(const ConfigField& field,
                                     const v1::ServerConfig& config);
void SetNumber(const ConfigField& field, std::int32_t number,
               v1::ServerConfig& config);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_CONFIG_CONFIG_FIELDS_H_
