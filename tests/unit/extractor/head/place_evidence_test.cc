#include "extractor/head/place_evidence.h"

#include <string>

#include "absl/strings/str_join.h"
#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace place_evidence_test {

// The words that are meant, in order, separated by blanks.
std::string Meant(absl::string_view text, TextKind kind) {
  const std::u16string units = Normalized(text);
  std::vector<std::string> words;
  for (const Place& place : MeantPlaces(units, kind, TestPlaces()).places) {
    words.push_back(ToUtf8(units.substr(place.begin, place.end - place.begin)));
  }
  return absl::StrJoin(words, " ");
}

TEST(PlaceEvidenceTest, OrdinaryWordsAreNoPlaces) {
  for (const char* const text : {
           "创建法治示范县。",            // 范县
           "学习二十大关于法治的论述。",  // 大关县
           "推进行政和解。",              // 政和县
           "其次是公安机关。",            // 公安县
           "设立窗口资源共享。",          // 资源县
           "推动区域合作。",              // 合作市
           "建设健康县城。",              // 康县
           "完善清单县级层面。",          // 单县
           "改造老城区和新城区。",
           "落实主体责任县区。",  // 任县
           "保障平安稳定。",
           "各乡镇、街道办事处。",
           "区林业局组织检查。",
           "重点镇、中心镇建设。",
           "市中区域协调。",
           "撤县设市和县改区。",  // 和县
           "维护长治久安。",
       }) {
    EXPECT_EQ(Meant(text, TextKind::kProse), "") << text;
  }
}

TEST(PlaceEvidenceTest, PlacesInProse) {
  const struct {
    const char* text;
    const char* meant;
  } kCases[] = {
      {"2023年,青田县各项工作有进展。", "青田县"},
      {"在范县召开会议。", "范县"},
      {"濮阳市范县采茶。", "濮阳市 范县"},
      {"《赵县法治政府建设方案》印发。", "赵县"},
      {"推进法治缙云建设。", "缙云"},
      {"安溪县委召开会议。", "安溪县"},
      {"浙江采茶,杭州炒茶。", "浙江 杭州"},
      {"中共杭州市上城区四季青街道工委采茶。", "杭州市 上城区 四季青街道"},
      {"西宁市城中区采茶。", "西宁市 城中区"},
      {"，虹桥镇采茶。", "虹桥镇"},
      {"昨天,泰兴网报道。", "泰兴"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Meant(c.text, TextKind::kProse), c.meant) << c.text;
  }
}

TEST(PlaceEvidenceTest, PlacesInNames) {
  const struct {
    const char* name;
    const char* meant;
    // The division of the last one; "" where it is ambiguous or none.
    const char* code;
    bool has_stranger = false;
  } kCases[] = {
      {"青田县公安局", "青田县", "331121"},
      {"徐州市鼓楼区", "徐州市 鼓楼区", "320302"},
      {"鼓楼区人民政府", "鼓楼区", ""},
      {"鄂州市生态环境局华容分局", "鄂州市 华容", "420703"},
      {"北京市西城区人民政府广安门内街道办事处", "北京市 西城区 广安门内街道",
       "110102017"},
      {"绍兴滨海新区", "绍兴", "330600", true},
      {"许昌市东城区", "许昌市", "411000", true},
      {"天津市滨海新区", "天津市 滨海新区", "120116"},
      {"县公安局", "", ""},
      {"市资源规划局", "", ""},
      {"雄安新区", "", ""},
      {"威海市文登区𬜬山镇", "威海市 文登区 𬜬山镇",
       "371073113"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Meant(c.name, TextKind::kName), c.meant);
    const Places places =
        MeantPlaces(Normalized(c.name), TextKind::kName, TestPlaces());
    EXPECT_EQ(places.has_stranger, c.has_stranger);
    if (places.places.empty()) continue;
    const auto& last = places.places.back().divisions;
    EXPECT_EQ(last.size() == 1 ? std::string(last[0]->code) : "", c.code);
  }
}

}  // namespace place_evidence_test
}  // namespace nianbao::extractor
