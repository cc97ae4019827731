#include "common/config/config.h"

#include <unistd.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "common/base/text_proto.h"
#include "common/config/config_fields.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/paths.h"

namespace nianbao {
namespace config_test {

using ::testing::HasSubstr;

std::string WriteFile(const std::string& name, const std::string& content) {
  const std::string path = absl::StrCat(::testing::TempDir(), getpid(), name);
  std::ofstream(path) << content;
  return path;
}

absl::StatusOr<v1::ServerConfig> Load(
    const std::string& file, std::vector<const char*> environment = {},
    std::vector<CommandLine::Setting> flags = {},
    const ServiceKind& kind = kAggregator) {
  CommandLine line;
  line.config_file = WriteFile("config_test.textproto", file);
  line.settings = std::move(flags);
  environment.push_back(nullptr);
  return LoadConfig(kind, line, environment.data());
}

TEST(ConfigTest, FillsInEveryDefault) {
  const auto config = Load("workers: 3 store { db: 'x' }");
  ASSERT_TRUE(config.ok()) << config.status();
  v1::ServerConfig expected;
  ASSERT_TRUE(ParseTextProto(R"(
      listener { address: "127.0.0.1" port: 7702 }
      limits {
        max_message_mib: 64 buffer_mib: 512 max_calls: 1024 drain_seconds: 10
        max_connection_age_seconds: 3600 max_calls_per_client: 256
        max_idle_seconds: 300 max_connections: 4096
        max_connections_per_peer: 1024
      }
      observation { slow_call_ms: 1000 }
      workers: 3
      store { db: "x" })",
                             &expected)
                  .ok());
  // Without a value there is no limit; it is the only field with such a
  // default.
  expected.mutable_limits()->set_calls_per_second(0);
  EXPECT_TRUE(
      google::protobuf::util::MessageDifferencer::Equals(*config, expected))
      << config->DebugString();
}

TEST(ConfigTest, ExtractorHasAPortOfItsOwnAndWorkers) {
  const auto config = Load("", {}, {}, kExtractor);
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->listener().port(), 7701);
  EXPECT_GE(config->workers(), 2);
  EXPECT_FALSE(config->has_store());
}

TEST(ConfigTest, LaterSourcesWin) {
  const auto config = Load(
      "store { db: 'file' } limits { max_calls: 1 buffer_mib: 17 }"
      "observation { quiet: true } listener { port: 0 }",
      {"NIANBAO_STORE_DB=variable", "NIANBAO_LIMITS_MAX_CALLS=2",
       "NIANBAO_OBSERVATION_QUIET=false", "NIANBAO_WORKERS="},
      {{"--db", "store.db", "first"}, {"--db", "store.db", "flag"}});
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->store().db(), "flag");
  EXPECT_EQ(config->limits().max_calls(), 2);
  EXPECT_EQ(config->limits().buffer_mib(), 17);
  EXPECT_FALSE(config->observation().quiet());
  EXPECT_EQ(config->listener().port(), 0);
}

TEST(ConfigTest, EveryScalarFieldHasAVariable) {
  for (const ConfigField& field : ConfigFields()) {
    v1::ServerConfig config;
    EXPECT_TRUE(SetField(field, "1", config).ok()) << FieldPath(field);
    EXPECT_GT(config.ByteSizeLong(), 0) << VariableOf(field);
  }
  EXPECT_EQ(VariableOf(FieldAt("limits.max_connection_age_seconds")),
            "NIANBAO_LIMITS_MAX_CONNECTION_AGE_SECONDS");
}

TEST(ConfigTest, LeavesVariablesOfOthersAlone) {
  EXPECT_TRUE(Load("store { db: 'x' }",
                   {"NIANBAO_BUILD=b", "NIANBAO_STATE=s", "NIANBAO_KEY=k",
                    "NIANBAO_EXTRACTOR=e:1", "PATH=p", "NIANBAO_TLS=1"})
                  .ok());
}

TEST(ConfigTest, NamesWhatIsWrong) {
  const struct {
    const char* file;
    std::vector<const char*> environment;
    std::vector<CommandLine::Setting> flags;
    const char* error;
  } kCases[] = {
      {"limits {\n  max_call: 1\n}", {}, {}, "line 2, column 11: "},
      {"limits { max_calls: 'many' }", {}, {}, "line 1, column 21: "},
      {"workers: 1 workers: 2", {}, {}, "line 1, column "},
      {"limits { max_calls: 65537 }",
       {},
       {},
       "limits.max_calls: must be from 1 to 65536"},
      {"limits { max_calls: -1 }", {}, {}, "limits.max_calls: must be from"},
      {"limits { max_message_mib: 1025 }", {}, {}, "limits.max_message_mib: "},
      {"limits { buffer_mib: 15 }", {}, {}, "limits.buffer_mib: must be"},
      {"limits { drain_seconds: 3601 }", {}, {}, "limits.drain_seconds: "},
      {"limits { calls_per_second: -2 }", {}, {}, "limits.calls_per_second: "},
      {"limits { max_connection_age_seconds: -1 }",
       {},
       {},
       "limits.max_connection_age_seconds: must be"},
      {"listener { port: 65536 }", {}, {}, "listener.port: must be from 0 to"},
      {"workers: 1025", {}, {}, "workers: must be from 1 to 1024"},
      {"", {"NIANBAO_LIMITS_MAX_CALL=1"}, {}, "NIANBAO_LIMITS_MAX_CALL: no "},
      {"", {"NIANBAO_AUTH_CLIENTS=x"}, {}, "NIANBAO_AUTH_CLIENTS: no such "},
      {"",
       {"NIANBAO_WORKERS=two"},
       {},
       "NIANBAO_WORKERS: workers: must be a whole number"},
      {"",
       {"NIANBAO_LISTENER_NO_REFLECTION=2"},
       {},
       "NIANBAO_LISTENER_NO_REFLECTION: listener.no_reflection: must be true"},
      {"", {}, {{"--port", "listener.port", "x"}}, "--port: listener.port: "},
      {"listener { address: '0.0.0.0' }",
       {},
       {},
       "listener.address: is beyond this machine"},
      {"listener { address: '0.0.0.0' allow_plaintext: true channelz: true }",
       {},
       {},
       "listener.channelz: tells of clients: needs auth on an address beyond"},
      {"listener { address: '::' }", {}, {}, "listener.address: is beyond"},
      {"listener { address: '127.1' }", {}, {}, "listener.address: is beyond"},
      {"tls {}", {}, {}, "tls.certificate: must be set"},
      {"tls { certificate: '/' }", {}, {}, "tls.key: must be set"},
      {"tls { certificate: '/no' key: '/no' }",
       {},
       {},
       "tls.certificate: cannot be read"},
      {"tls { certificate: 'x' key: 'x' require_client_certificate: true }",
       {},
       {},
       "tls.require_client_certificate: needs tls.client_ca"},
      {"auth {}", {}, {}, "auth: needs token_file or clients"},
      {"auth { token_file: '/no' }",
       {},
       {},
       "auth.token_file: the file cannot"},
      {"auth { clients { name: 'a' access: ACCESS_READ } }",
       {},
       {},
       "auth.clients: needs tls.client_ca"},
      {"catalogue: '/no/such'", {}, {}, "catalogue: the file cannot be read"},
      {"observation { metrics_address: '9701' }",
       {},
       {},
       "observation.metrics_address: must be host:port"},
      {"observation { metrics_address: 'a:65536' }",
       {},
       {},
       "observation.metrics_address: must be host:port"},
      {"observation { slow_call_ms: -5 }",
       {},
       {},
       "observation.slow_call_ms: "},
      {"observation { otlp_endpoint: 'collector:4318' }",
       {},
       {},
       "observation.otlp_endpoint: must begin with"},
      {"observation { otlp_endpoint: 'http://a:hush@b/' }",
       {},
       {},
       "observation.otlp_endpoint: must not hold"},
      {"", {}, {}, "store.db: must be set"},
  };
  for (const auto& c : kCases) {
    const auto config = Load(c.file, c.environment, c.flags);
    EXPECT_EQ(config.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(config.status().message()), HasSubstr(c.error))
        << c.file;
    EXPECT_THAT(std::string(config.status().message()),
                ::testing::Not(HasSubstr("hush")));
  }
}

TEST(ConfigTest, OnlyTheAggregatorHasAStore) {
  EXPECT_EQ(Load("", {"NIANBAO_STORE_DB=x"}, {}, kExtractor).status(),
            absl::InvalidArgumentError("store: only the aggregator has one"));
}

TEST(ConfigTest, PlaintextBeyondThisMachineIsAskedForByName) {
  EXPECT_TRUE(Load("listener { address: '0.0.0.0' allow_plaintext: true }"
                   "store { db: 'x' }")
                  .ok());
  EXPECT_TRUE(Load("listener { address: '::1' } store { db: 'x' }").ok());
}

// The sample with the settings switched on that a "#" at the start of their
// lines switches off.
std::string WithAllSettingsOn(const std::string& sample) {
  std::ifstream file(SourceFile(absl::StrCat("deploy/config/", sample)));
  std::string text;
  for (std::string line; std::getline(file, line);) {
    const bool off = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    absl::StrAppend(&text, off ? line.substr(1) : line, "\n");
  }
  return text;
}

TEST(ConfigTest, SamplesHoldEverySetting) {
  v1::ServerConfig config;
  const absl::Status parsed =
      ParseTextProto(WithAllSettingsOn("aggregator.textproto"), &config);
  ASSERT_TRUE(parsed.ok()) << parsed;
  // Set in the sample, none has the value that stands for its absence.
  const std::string text = config.DebugString();
  for (const ConfigField& field : ConfigFields()) {
    EXPECT_THAT(text, HasSubstr(absl::StrCat(field.back()->name(), ": ")));
  }
  EXPECT_EQ(config.auth().clients_size(), 1);
  v1::ServerConfig extractor;
  EXPECT_TRUE(
      ParseTextProto(WithAllSettingsOn("extractor.textproto"), &extractor)
          .ok());
  EXPECT_EQ(extractor.auth().clients_size(), 1);
}

TEST(ConfigTest, AFileMayBeEmptyButNoFolder) {
  EXPECT_TRUE(Load("", {}, {}, kExtractor).ok());
  CommandLine line;
  line.config_file = "/";
  const char* const environment[] = {nullptr};
  EXPECT_EQ(LoadConfig(kExtractor, line, environment).status(),
            absl::NotFoundError("cannot read /"));
}

TEST(ConfigTest, AFileThatIsMissingIsNamed) {
  CommandLine line;
  line.config_file = "/no/such/file";
  const char* const environment[] = {nullptr};
  EXPECT_EQ(LoadConfig(kExtractor, line, environment).status(),
            absl::NotFoundError("cannot read /no/such/file"));
}

}  // namespace config_test
}  // namespace nianbao
