#include "aggregator/names/name_resolver.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace name_resolver_test {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::Gt;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const NameResolver& Resolver() {
  static const auto* const catalogue =
      new Catalogue(Catalogue::Parse().value());
  static const NameResolver* const resolver =
      NameResolver::Create(*catalogue, [] { return false; }).value().release();
  return *resolver;
}

v1::ResolvedName Resolve(const std::string& text, v1::NameKind kind) {
  v1::NameQuery query;
  query.set_text(text);
  query.add_kinds(kind);
  return Resolver().Resolve(query);
}

template <typename Candidates>
std::vector<std::string> NamesOf(const Candidates& candidates) {
  std::vector<std::string> names;
  for (const v1::NameCandidate& candidate : candidates) {
    names.push_back(candidate.name());
  }
  return names;
}

struct NameCase {
  std::string text;
  v1::NameMatch match;
  // Without "divisions/" or "indicators/".
  std::vector<std::string> names;
};

class DivisionTest : public ::testing::TestWithParam<NameCase> {};

TEST_P(DivisionTest, IsFound) {
  const v1::ResolvedName answer =
      Resolve(GetParam().text, v1::NAME_KIND_DIVISION);
  std::vector<std::string> expected;
  for (const std::string& code : GetParam().names) {
    expected.push_back(absl::StrCat("divisions/", code));
  }
  EXPECT_THAT(NamesOf(answer.candidates()), ElementsAreArray(expected));
  EXPECT_EQ(answer.candidate_count(), static_cast<int>(expected.size()));
  EXPECT_THAT(answer.suggestions(), IsEmpty());
  EXPECT_EQ(answer.text(), GetParam().text);
  for (const v1::NameCandidate& candidate : answer.candidates()) {
    EXPECT_EQ(v1::NameMatch_Name(candidate.match()),
              v1::NameMatch_Name(GetParam().match));
    EXPECT_EQ(candidate.kind(), v1::NAME_KIND_DIVISION);
    EXPECT_NE(candidate.display_name(), "");
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, DivisionTest,
    ::testing::ValuesIn(std::vector<NameCase>{
        {"110108", v1::NAME_MATCH_ID, {"110108"}},
        {"divisions/110108", v1::NAME_MATCH_ID, {"110108"}},
        {"110108012", v1::NAME_MATCH_ID, {"110108012"}},
        {"北京市海淀区", v1::NAME_MATCH_EXACT, {"110108"}},
        {"海淀区", v1::NAME_MATCH_EXACT, {"110108"}},
        {"北京市", v1::NAME_MATCH_EXACT, {"110000"}},
        {" 海淀区 ", v1::NAME_MATCH_EXACT, {"110108"}},
        // OpenCC makes 干 of 乾 by itself.
        {"乾县", v1::NAME_MATCH_EXACT, {"610424"}},
        {"鼓楼区",
         v1::NAME_MATCH_EXACT,
         {"320106", "320302", "350102", "410204"}},
        {"朝阳区", v1::NAME_MATCH_EXACT, {"110105", "220104"}},
        {"徐州市鼓樓區", v1::NAME_MATCH_JOINED, {"320302"}},
        {"海澱區", v1::NAME_MATCH_VARIANT, {"110108"}},
        {"北京市 海淀区", v1::NAME_MATCH_VARIANT, {"110108"}},
        {"襄樊市", v1::NAME_MATCH_FORMER_NAME, {"420600"}},
        {"绍兴县", v1::NAME_MATCH_FORMER_NAME, {"330603"}},
        {"紹興縣", v1::NAME_MATCH_FORMER_NAME, {"330603"}},
        {"海淀", v1::NAME_MATCH_SHORT, {"110108"}},
        {"北京", v1::NAME_MATCH_SHORT, {"110000"}},
        {"内蒙古", v1::NAME_MATCH_SHORT, {"150000"}},
        {"广西", v1::NAME_MATCH_SHORT, {"450000"}},
        {"延边", v1::NAME_MATCH_SHORT, {"222400"}},
        {"延边州", v1::NAME_MATCH_SHORT, {"222400"}},
        {"吉林", v1::NAME_MATCH_SHORT, {"220000", "220200"}},
        {"徐州市鼓楼区", v1::NAME_MATCH_JOINED, {"320302"}},
        {"徐州鼓楼", v1::NAME_MATCH_JOINED, {"320302"}},
        {"江苏省徐州鼓楼区", v1::NAME_MATCH_JOINED, {"320302"}},
        {"江苏鼓楼区", v1::NAME_MATCH_JOINED, {"320106", "320302"}},
        {"北京朝阳", v1::NAME_MATCH_JOINED, {"110105"}},
        {"长春朝阳区", v1::NAME_MATCH_JOINED, {"220104"}},
        {"浙江绍兴县", v1::NAME_MATCH_JOINED, {"330603"}},
        {"海淀区学院路街道", v1::NAME_MATCH_JOINED, {"110108010"}},
        {"haidian", v1::NAME_MATCH_PINYIN, {"110108"}},
        {"Haidian District", v1::NAME_MATCH_PINYIN, {"110108"}},
        {"HAIDIANQU", v1::NAME_MATCH_PINYIN, {"110108"}},
        {"chongqing", v1::NAME_MATCH_PINYIN, {"500000"}},
        {"xizang", v1::NAME_MATCH_PINYIN, {"540000"}},
        {"Xuzhou Gulou", v1::NAME_MATCH_PINYIN, {"320302"}},
        {"大浪淀", v1::NAME_MATCH_SHORT, {"130927200"}},
        {"茶淀街", v1::NAME_MATCH_PART, {"120116033"}},
    }));

class NoDivisionTest : public ::testing::TestWithParam<NameCase> {};

TEST_P(NoDivisionTest, IsNeverTakenForAnother) {
  const v1::ResolvedName answer =
      Resolve(GetParam().text, v1::NAME_KIND_DIVISION);
  EXPECT_THAT(NamesOf(answer.candidates()), IsEmpty());
  EXPECT_EQ(answer.candidate_count(), 0);
  const std::vector<std::string> suggested = NamesOf(answer.suggestions());
  EXPECT_LE(suggested.size(), 10u);
  for (const std::string& code : GetParam().names) {
    EXPECT_THAT(suggested, Contains(absl::StrCat("divisions/", code)));
  }
  if (GetParam().names.empty()) {
    EXPECT_THAT(suggested, IsEmpty());
  }
  for (const v1::NameCandidate& suggestion : answer.suggestions()) {
    EXPECT_EQ(suggestion.match(), GetParam().match);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, NoDivisionTest,
    ::testing::ValuesIn(std::vector<NameCase>{
        // Read the same.
        {"海店区", v1::NAME_MATCH_SIMILAR, {"110108"}},
        {"海典", v1::NAME_MATCH_SIMILAR, {"110108"}},
        // One slip, two slips, one behind a name above it.
        {"hadian", v1::NAME_MATCH_SIMILAR, {"110108"}},
        {"hiadain", v1::NAME_MATCH_SIMILAR, {"110108"}},
        {"北京市海甸区", v1::NAME_MATCH_SIMILAR, {"110108"}},
        // The district is of another city.
        {"海口市海淀区", v1::NAME_MATCH_SIMILAR, {}},
        {"999999", v1::NAME_MATCH_SIMILAR, {}},
        {"divisions/999999", v1::NAME_MATCH_SIMILAR, {}},
        {"Springfield", v1::NAME_MATCH_SIMILAR, {}},
        {"、", v1::NAME_MATCH_SIMILAR, {}},
    }));

TEST(NameResolverTest, ManyCandidatesAreCounted) {
  const v1::ResolvedName answer = Resolve("城关镇", v1::NAME_KIND_DIVISION);
  EXPECT_THAT(answer.candidates(), SizeIs(kMaxNameCandidates));
  EXPECT_THAT(answer.candidate_count(), Gt(80));
}

// Each division is found by its name in full, alone where no other is called
// so, and by its code.
TEST(NameResolverTest, EveryDivisionIsFoundByItsFullName) {
  int alone = 0;
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    if (division.level == v1::LEVEL_TOWNSHIP) continue;
    const v1::ResolvedName answer =
        Resolve(Gazetteer::FullName(division), v1::NAME_KIND_DIVISION);
    EXPECT_THAT(NamesOf(answer.candidates()),
                Contains(absl::StrCat("divisions/", division.code)))
        << Gazetteer::FullName(division);
    alone += answer.candidate_count() == 1;
  }
  EXPECT_GT(alone, 3000);
}

struct IndicatorCase {
  std::string text;
  v1::NameMatch match;
  std::string name;
};

class IndicatorTest : public ::testing::TestWithParam<IndicatorCase> {};

TEST_P(IndicatorTest, IsFound) {
  const v1::ResolvedName answer =
      Resolve(GetParam().text, v1::NAME_KIND_INDICATOR);
  EXPECT_THAT(NamesOf(answer.candidates()),
              ElementsAre(absl::StrCat("indicators/", GetParam().name)));
  for (const v1::NameCandidate& candidate : answer.candidates()) {
    EXPECT_EQ(v1::NameMatch_Name(candidate.match()),
              v1::NameMatch_Name(GetParam().match));
    EXPECT_EQ(candidate.kind(), v1::NAME_KIND_INDICATOR);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, IndicatorTest,
    ::testing::ValuesIn(std::vector<IndicatorCase>{
        {"reconsideration.received", v1::NAME_MATCH_ID,
         "reconsideration.received"},
        {"indicators/reconsideration.received", v1::NAME_MATCH_ID,
         "reconsideration.received"},
        {"reconsideration", v1::NAME_MATCH_FAMILY, "reconsideration.*"},
        {"reconsideration.*", v1::NAME_MATCH_FAMILY, "reconsideration.*"},
        {"indicators/litigation.*", v1::NAME_MATCH_FAMILY, "litigation.*"},
        {"行政复议申请收到数", v1::NAME_MATCH_EXACT,
         "reconsideration.received"},
        {"行政復議申請收到數", v1::NAME_MATCH_VARIANT,
         "reconsideration.received"},
        {"Administrative reconsideration applications received",
         v1::NAME_MATCH_EXACT, "reconsideration.received"},
        {"administrative reconsideration applications received",
         v1::NAME_MATCH_VARIANT, "reconsideration.received"},
        {"Applications received: reconsideration, administrative",
         v1::NAME_MATCH_VARIANT, "reconsideration.received"},
    }));

class NoIndicatorTest : public ::testing::TestWithParam<IndicatorCase> {};

TEST_P(NoIndicatorTest, IsSuggestedAtMost) {
  const v1::ResolvedName answer =
      Resolve(GetParam().text, v1::NAME_KIND_INDICATOR);
  EXPECT_THAT(answer.candidates(), IsEmpty());
  if (GetParam().name.empty()) {
    EXPECT_THAT(answer.suggestions(), IsEmpty());
    return;
  }
  EXPECT_THAT(NamesOf(answer.suggestions()),
              Contains(absl::StrCat("indicators/", GetParam().name)));
  EXPECT_EQ(answer.suggestions(0).match(), GetParam().match);
}

INSTANTIATE_TEST_SUITE_P(All, NoIndicatorTest,
                         ::testing::ValuesIn(std::vector<IndicatorCase>{
                             {"reconsideraton.received", v1::NAME_MATCH_SIMILAR,
                              "reconsideration.received"},
                             {"行政复意申请收到数", v1::NAME_MATCH_SIMILAR,
                              "reconsideration.received"},
                             {"复议申请收到", v1::NAME_MATCH_PART,
                              "reconsideration.received"},
                             {"reconsideration received", v1::NAME_MATCH_PART,
                              "reconsideration.received"},
                             {"weather", v1::NAME_MATCH_PART, ""},
                             {"...", v1::NAME_MATCH_PART, ""},
                         }));

class BodyTest : public ::testing::TestWithParam<NameCase> {};

TEST_P(BodyTest, IsFound) {
  const v1::ResolvedName answer = Resolve(GetParam().text, v1::NAME_KIND_BODY);
  std::vector<std::string> expected;
  for (const std::string& id : GetParam().names) {
    expected.push_back(absl::StrCat("bodies/", id));
  }
  EXPECT_THAT(NamesOf(answer.candidates()), ElementsAreArray(expected));
  EXPECT_EQ(answer.candidate_count(), static_cast<int>(expected.size()));
  for (const v1::NameCandidate& candidate : answer.candidates()) {
    EXPECT_EQ(candidate.match(), GetParam().match);
    EXPECT_EQ(candidate.kind(), v1::NAME_KIND_BODY);
    EXPECT_NE(candidate.display_name(), "");
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, BodyTest,
    ::testing::Values(
        NameCase{
            "bodies/public_security", v1::NAME_MATCH_ID, {"public_security"}},
        NameCase{"public_security", v1::NAME_MATCH_ID, {"public_security"}},
        NameCase{"公安", v1::NAME_MATCH_EXACT, {"public_security"}},
        NameCase{"公安局", v1::NAME_MATCH_EXACT, {"public_security"}},
        NameCase{"法制办", v1::NAME_MATCH_EXACT, {"justice"}},
        NameCase{
            "Public Security", v1::NAME_MATCH_VARIANT, {"public_security"}},
        NameCase{"監獄管理局", v1::NAME_MATCH_VARIANT, {"justice"}},
        NameCase{"海淀区", v1::NAME_MATCH_UNSPECIFIED, {}},
        NameCase{"bodies/nobody", v1::NAME_MATCH_UNSPECIFIED, {}},
        NameCase{" ", v1::NAME_MATCH_UNSPECIFIED, {}}));

// 司法 stands in the names of many indicators.
TEST(NameResolverTest, BodiesAreFoundWhereTheyAreAskedForAlone) {
  v1::NameQuery query;
  query.set_text("公安");
  const v1::ResolvedName resolved = Resolver().Resolve(query);
  for (const v1::NameCandidate& candidate : resolved.candidates()) {
    EXPECT_NE(candidate.kind(), v1::NAME_KIND_BODY);
  }
}

TEST(NameResolverTest, AnyKindIsAskedForByNone) {
  v1::NameQuery query;
  query.set_text("海淀");
  EXPECT_THAT(NamesOf(Resolver().Resolve(query).candidates()),
              ElementsAre("divisions/110108"));
  query.set_text("reconsideration");
  EXPECT_THAT(NamesOf(Resolver().Resolve(query).candidates()),
              ElementsAre("indicators/reconsideration.*"));
  query.add_kinds(v1::NAME_KIND_DIVISION);
  EXPECT_THAT(Resolver().Resolve(query).candidates(), IsEmpty());
}

}  // namespace name_resolver_test
}  // namespace nianbao::aggregator
