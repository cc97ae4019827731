#include "aggregator/question/compile.h"

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/bad_request.h"
#include "tests/unit/aggregator/asking.h"

namespace nianbao::aggregator {
namespace compile_test {

const Catalogue& BuiltIn() {
  static const Catalogue catalogue = *Catalogue::Parse();
  return catalogue;
}

// A request in text form, and the field that is wrong; empty when none is.
struct Case {
  const char* field;
  std::string request;
};

template <typename Request>
void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    Request request;
    ASSERT_TRUE(
        google::protobuf::TextFormat::ParseFromString(c.request, &request))
        << c.request;
    const absl::Status status = TryToAsk(request, BuiltIn()).status();
    const absl::StatusCode code = *c.field == '\0'
                                      ? absl::StatusCode::kOk
                                      : absl::StatusCode::kInvalidArgument;
    EXPECT_EQ(status.code(), code) << c.request << "\n" << status;
    EXPECT_EQ(FieldOf(status), c.field) << c.request << "\n" << status;
  }
}

std::string Repeat(const std::string& field, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) absl::StrAppend(&text, field, " ");
  return text;
}

TEST(CompileTest, Selections) {
  const int64_t now = absl::ToUnixSeconds(absl::Now());
  std::vector<Case> selections = {
      {"", ""},
      {"", "indicators: 'indicators/reconsideration.*'"},
      {"indicators[1]",
       "indicators: 'indicators/reconsideration.*' "
       "indicators: 'indicators/no.such'"},
      {"indicators[0]", "indicators: '*'"},
      {"indicators[0]", "indicators: ''"},
      {"", Repeat("indicators: 'indicators/litigation.lost'", 500)},
      {"indicators", Repeat("indicators: 'indicators/litigation.lost'", 501)},
      {"", "within: 'divisions/110108'"},
      {"", Repeat("within: 'divisions/110108'", 100)},
      {"within", Repeat("within: 'divisions/110108'", 101)},
      {"within[0]", "within: '110108'"},
      {"within[0]", "within: ''"},
      {"within[1]", "within: ['divisions/110108', 'divisions/000000']"},
      {"", "report_type: TYPE_INFORMATION_DISCLOSURE"},
      {"report_type", "report_type: 77"},
      {"", "bodies: ['bodies/justice', 'bodies/public_security']"},
      {"bodies[1]", "bodies: ['bodies/justice', 'bodies/no_such']"},
      {"bodies[0]", "bodies: 'justice'"},
      {"", Repeat("bodies: 'bodies/justice'", 100)},
      {"bodies", Repeat("bodies: 'bodies/justice'", 101)},
      {"", "government_levels: [LEVEL_COUNTY, LEVEL_PREFECTURE]"},
      {"government_levels[0]", "government_levels: 9"},
      {"government_levels[1]",
       "government_levels: [LEVEL_COUNTY, "
       "LEVEL_COUNTY]"},
      {"", "include_unidentified: true"},
      {"", "levels: [LEVEL_UNSPECIFIED, LEVEL_COUNTY]"},
      {"levels[0]", "levels: 9"},
      {"levels[1]", "levels: [LEVEL_COUNTY, LEVEL_COUNTY]"},
      {"", "first_year: 2020 last_year: 2020"},
      {"first_year", "first_year: 2021 last_year: 2020"},
      {"first_year", "first_year: -1"},
      {"last_year", "last_year: -1"},
      {"kind", "kind: 9"},
      {"", "min_confidence: 1"},
      {"min_confidence", "min_confidence: 2"},
      {"min_confidence", "min_confidence: nan"},
      {"", "filter: 'value >= 10 AND NOT diagnostic:UNIT_SLIP'"},
      {"filter", "filter: 'value >='"},
      {"filter", "filter: 'colour = red'"},
      {"filter", absl::StrCat("filter: '", std::string(4097, ' '), "'")},
      {"", "as_of { seconds: 1 nanos: 999999999 }"},
      {"as_of", "as_of { nanos: -1 }"},
      {"as_of", "as_of { seconds: -62135596801 }"},
      {"", absl::StrCat("as_of { seconds: ", now + 3600, " }")},
      {"", absl::StrCat("updated_after { seconds: ", now + 3600, " }")},
      {"updated_after", "updated_after { nanos: 1000000000 }"},
      {"updated_after", "updated_after { seconds: 253402300800 }"},
      {"",
       "derived { name: 'indicators/my.share' "
       "formula: '100 * litigation.lost / litigation.concluded' }"},
      {"derived[1].formula",
       "derived { name: 'indicators/my.one' formula: 'litigation.lost' } "
       "derived { name: 'indicators/my.two' formula: 'litigation.lost +' }"},
      {"derived[0].name", "derived { name: 'x' formula: 'litigation.lost' }"},
      {"derived[0].name",
       "derived { name: 'indicators/litigation.lost' "
       "formula: 'litigation.lost' }"},
      {"derived[1].name",
       Repeat("derived { name: 'indicators/a.b' formula: 'litigation.lost' }",
              2)},
      {"derived[0].formula",
       absl::StrCat("derived { name: 'indicators/a.b' formula: '",
                    Repeat("1 +", 400), " litigation.lost' }")},
      {"derived",
       Repeat("derived { name: 'indicators/a.b' formula: 'litigation.lost' }",
              21)},
  };
  std::vector<std::string> fields;
  for (Case& c : selections) {
    fields.push_back(*c.field == '\0' ? ""
                                      : absl::StrCat("selection.", c.field));
    c.request = absl::StrCat("selection { ", c.request, " }");
  }
  for (size_t i = 0; i < selections.size(); ++i) {
    selections[i].field = fields[i].c_str();
  }
  Check<v1::QueryStatisticsRequest>(selections);
  Check<v1::QueryObservationsRequest>(selections);
  Check<v1::RankDivisionsRequest>(selections);
  Check<v1::QueryTrendsRequest>(selections);
  Check<v1::QueryDistributionsRequest>(selections);
}

TEST(CompileTest, ASelectionIsOfRuleOfLawReportsUnlessItSaysOtherwise) {
  EXPECT_EQ(Ask(v1::QueryStatisticsRequest(), BuiltIn()).selection.report_type,
            v1::Report::TYPE_RULE_OF_LAW);
}

TEST(CompileTest, DivisionsBelowOthersAreNotNamedTwice) {
  v1::RankDivisionsRequest request;
  for (const char* const code :
       {"440100", "110108", "440000", "659001", "110108"}) {
    request.mutable_selection()->add_within(absl::StrCat("divisions/", code));
  }
  std::vector<std::string> codes;
  for (const DivisionEntry* const division :
       Ask(request, BuiltIn()).selection.within) {
    codes.emplace_back(division->code);
  }
  EXPECT_THAT(codes, testing::ElementsAre("110108", "440000", "659001"));
}

// Newest values come from several years: rows of years would say what nobody
// asked for.
TEST(CompileTest, YearsAreMixedWhereAskedForAndWhereNewestValuesAre) {
  const auto mixes = [](auto request, bool mix_years, bool latest_year) {
    request.set_mix_years(mix_years);
    request.mutable_selection()->set_latest_year(latest_year);
    if constexpr (std::is_same_v<decltype(request),
                                 v1::QueryCorrelationsRequest>) {
      request.set_x("indicators/litigation.lost");
      request.set_y("indicators/litigation.concluded");
    }
    return Ask(request, BuiltIn()).grouping.mix_years;
  };
  const auto check = [&mixes](const auto& request) {
    EXPECT_FALSE(mixes(request, false, false));
    EXPECT_TRUE(mixes(request, true, false));
    EXPECT_TRUE(mixes(request, false, true));
  };
  check(v1::QueryStatisticsRequest());
  check(v1::QueryDistributionsRequest());
  check(v1::QueryCorrelationsRequest());
}

TEST(CompileTest, Statistics) {
  Check<v1::QueryStatisticsRequest>({
      {"", ""},
      {"", "group_by: [DIMENSION_YEAR, DIMENSION_PROVINCE]"},
      {"group_by[0]", "group_by: DIMENSION_UNSPECIFIED"},
      {"group_by[1]", "group_by: [DIMENSION_YEAR, 99]"},
      {"group_by[0]", "group_by: [DIMENSION_YEAR, DIMENSION_YEAR]"},
      {"",
       "group_by: [DIMENSION_BODY, DIMENSION_GOVERNMENT_LEVEL] mix_years: "
       "true"},
      {"group_by", Repeat("group_by: DIMENSION_YEAR", 9)},
      {"", "probabilities: [0, 1]"},
      {"probabilities[1]", "probabilities: [0.5, 1.01]"},
      {"probabilities[0]", "probabilities: nan"},
      {"", Repeat("probabilities: 0.5", 100)},
      {"probabilities", Repeat("probabilities: 0.5", 101)},
      {"", "order_by: 'coverage desc, mean,gini  desc'"},
      {"order_by", "order_by: 'coverage asc'"},
      {"order_by", "order_by: 'mean,'"},
      {"order_by", "order_by: 'desc'"},
      {"order_by", "order_by: 'group'"},
      {"", "limit: 2147483647"},
      {"limit", "limit: -1"},
  });
}

TEST(CompileTest, Observations) {
  Check<v1::QueryObservationsRequest>({
      {"", "include_uncounted: true"},
      {"", "selection_token: '~litigation.lost~2020~~~~'"},
      {"selection_token", "selection_token: 'x'"},
      {"selection", "selection_token: 'x' selection {}"},
  });
}

TEST(CompileTest, Ranks) {
  const std::string haidian = "divisions: 'divisions/110108'";
  Check<v1::RankDivisionsRequest>({
      {"", "ascending: true compare_year: 2019 limit: 10"},
      {"compare_year", "compare_year: -1"},
      {"limit", "limit: -1"},
      {"", Repeat(haidian, 1000)},
      {"divisions", Repeat(haidian, 1001)},
      {"divisions[1]", haidian + " divisions: 'divisions/1'"},
      {"divisions[0]", "divisions: ''"},
  });
}

TEST(CompileTest, Checks) {
  Check<v1::QueryChecksRequest>({
      {"", ""},
      {"", "codes: 'PEER_POWER' codes: 'COPIED_REPORT' limit: 5"},
      {"codes[1]", "codes: 'PEER_POWER' codes: 'peer_power'"},
      {"codes[0]", "codes: 'SUM_MISMATCH'"},
      {"codes[1]", "codes: 'PEER_POWER' codes: 'PEER_POWER'"},
      {"limit", "limit: -1"},
      {"", "selection { kind: KIND_LEVEL }"},
      {"selection.kind", "selection { kind: KIND_CHANGE }"},
      {"selection.derived",
       "selection { derived { name: 'indicators/d.x' "
       "formula: 'litigation.lost / litigation.cases' } }"},
  });
}

TEST(CompileTest, ChecksOfFiguresLeaveWholeReportsOut) {
  const auto codes = [](const std::string& text) {
    v1::QueryChecksRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request));
    return Ask(request, BuiltIn()).codes;
  };
  const std::vector<CheckCode> of_figures = {
      CheckCode::kNeighbourPower, CheckCode::kPeerPower,
      CheckCode::kRateOutsideParts, CheckCode::kScopeChanged};
  EXPECT_EQ(codes("").size(), of_figures.size() + 1);
  EXPECT_EQ(codes("selection { filter: 'value > 3' }"), of_figures);
  EXPECT_EQ(codes("selection { indicators: 'indicators/litigation.*' }"),
            of_figures);
  // In the order of the answer, not of the request.
  EXPECT_EQ(codes("codes: 'COPIED_REPORT' codes: 'PEER_POWER' "
                  "selection { filter: 'value > 3' }"),
            (std::vector<CheckCode>{CheckCode::kPeerPower,
                                    CheckCode::kCopiedReport}));
}

TEST(CompileTest, Trends) {
  Check<v1::QueryTrendsRequest>({
      {"", "lag: 5 group_by: DIMENSION_YEAR"},
      {"lag", "lag: -1"},
      {"group_by[0]", "group_by: 77"},
  });
}

TEST(CompileTest, Distributions) {
  std::string edges;
  for (int i = 0; i <= 1000; ++i) absl::StrAppend(&edges, "edges: ", i, " ");
  Check<v1::QueryDistributionsRequest>({
      {"", "bin_count: 1000"},
      {"bin_count", "bin_count: 1001"},
      {"bin_count", "bin_count: -1"},
      {"", "edges: [-1, 0, 2.5]"},
      {"", edges},
      {"edges", edges + "edges: 1001"},
      {"edges", "edges: 1"},
      {"edges", "edges: [1, 2] bin_count: 2"},
      {"edges[2]", "edges: [1, 2, 2]"},
      {"edges[1]", "edges: [1, 0]"},
      {"edges[1]", "edges: [1, inf]"},
      {"edges[0]", "edges: [nan, 1]"},
      {"group_by[0]", "group_by: 77"},
  });
}

TEST(CompileTest, Correlations) {
  const std::string x = "x: 'indicators/litigation.lost' ";
  const std::string y = "y: 'indicators/litigation.concluded' ";
  Check<v1::QueryCorrelationsRequest>({
      {"", x + y},
      {"", x + "y: 'indicators/my.one' selection { derived { "
               "name: 'indicators/my.one' formula: 'litigation.concluded' } }"},
      {"x", y},
      {"y", x},
      {"y", x + "y: 'indicators/my.one'"},
      {"x", y + "x: 'indicators/litigation.*'"},
      {"selection.indicators",
       x + y + "selection { indicators: 'indicators/litigation.lost' }"},
      {"selection.within[0]", x + y + "selection { within: '1' }"},
      {"group_by[0]", x + y + "group_by: 77"},
  });
}

TEST(CompileTest, Watches) {
  Check<v1::WatchStatisticsRequest>({
      {"", ""},
      {"", "query { probabilities: 0.5 selection { latest_year: true } }"},
      {"query.limit", "query { limit: 1 }"},
      {"query.order_by", "query { order_by: 'mean' }"},
      {"query.selection.as_of", "query { selection { as_of {} } }"},
      {"query.selection.filter", "query { selection { filter: '(' } }"},
      {"query.group_by[0]", "query { group_by: 77 }"},
      {"query.probabilities[0]", "query { probabilities: 3 }"},
  });
}

}  // namespace compile_test
}  // namespace nianbao::aggregator
