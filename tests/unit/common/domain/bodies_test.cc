#include "common/domain/bodies.h"

#include <string>
#include <vector>

#include "common/domain/catalogue.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace bodies_test {

using ::testing::HasSubstr;

TEST(BodiesTest, NamesTellTheKind) {
  const Catalogue catalogue = *Catalogue::Parse();
  struct Case {
    const char *issuer, *body;
  };
  for (const Case& c : {
           // One kind by all of its names, older ones too.
           Case{"北京市公安局海淀分局", "public_security"},
           {"江苏省公安厅", "public_security"},
           {"徐州市公安局鼓楼分局", "public_security"},
           {"滨海市公安局交通警察支队", "public_security"},
           {"海淀区市场监督管理局", "market_supervision"},
           {"金华市工商行政管理局", "market_supervision"},
           {"上海市质量技术监督局", "market_supervision"},
           {"商都县食品药品监督管理局", "market_supervision"},
           {"深圳市市场和质量监督管理委员会", "market_supervision"},
           {"湖北省药品监督管理局", "drug_administration"},
           {"昆明市环境保护局", "environment"},
           {"昆明市生态环境局官渡分局", "environment"},
           {"河北省生态环境厅", "environment"},
           {"海淀区司法局", "justice"},
           {"太平镇司法所", "justice"},
           {"合肥市人民政府法制办公室", "justice"},
           {"北京市教育委员会", "education"},
           {"商都县教育体育局", "education"},
           {"上海市卫生健康委员会", "health"},
           {"西安市卫生和计划生育委员会", "health"},
           {"四川省卫生厅", "health"},
           {"北京市规划和自然资源委员会", "natural_resources"},
           {"襄阳市国土资源局", "natural_resources"},
           {"北京市城市管理委员会", "urban_management"},
           {"广州市城市管理和综合行政执法局", "urban_management"},
           {"上海市住房和城乡建设管理委员会", "housing_construction"},
           {"商都县住房和城乡建设局", "housing_construction"},
           {"苏州市住房公积金管理中心", "housing_fund"},
           {"重庆市交通委员会", "transport"},
           {"武汉市水务局", "water"},
           {"农安县农业农村和水利局", "agriculture"},
           {"西藏自治区林业和草原局", "forestry"},
           {"宁波市安全生产监督管理局", "emergency_management"},
           {"宁波市应急管理局", "emergency_management"},
           {"苏州市人力资源和社会保障局", "human_resources"},
           {"上海市民政局", "civil_affairs"},
           {"大连市财政局", "finance"},
           {"国家税务总局大连市税务局", "taxation"},
           {"大连市审计局", "audit"},
           {"长沙市文化旅游广电局", "culture_tourism"},
           {"天津市发展和改革委员会", "development_reform"},
           {"天津市统计局", "statistics"},
           {"天津市医疗保障局", "healthcare_security"},
           {"天津市商务局", "commerce"},
           {"兰州市科学技术局", "science"},
           {"滨海县科技和工业信息化局", "science"},
           {"兰州市工业和信息化局", "industry"},
           {"兰州市民族宗教事务委员会", "ethnic_religious"},
           {"兰州市退役军人事务局", "veterans"},
           {"盐城市行政审批局", "administrative_approval"},
           {"云南省政务服务管理局", "administrative_approval"},
           {"盐城市消防救援支队", "fire"},
           {"盐城市烟草专卖局", "tobacco"},
           {"中华人民共和国黄埔海关", "customs"},
           {"盐城市气象局", "meteorology"},
           {"盐城市信访局", "petitions"},
           {"福建省人民政府国有资产监督管理委员会", "state_assets"},
           {"盐城市体育局", "sports"},
           {"盐城市档案局", "archives"},
           {"盐城市地方金融监督管理局", "finance_supervision"},
           {"盐城市机关事务管理局", "offices_administration"},
           {"盐城市知识产权局", "intellectual_property"},
           {"盐城市粮食和物资储备局", "grain_reserves"},
           {"盐城市人民防空办公室", "civil_air_defense"},
           {"盐城市人民政府办公室", "government_office"},
           {"苏州工业园区管理委员会", "development_zone"},
           // Places whose names hold a word of another kind.
           {"公安县司法局", "justice"},
           {"公安县水利局", "water"},
           {"山海关区水务局", "water"},
       }) {
    const v1::Body* const body = catalogue.bodies().Find(c.issuer);
    ASSERT_NE(body, nullptr) << c.issuer;
    EXPECT_EQ(body->name(), std::string("bodies/") + c.body) << c.issuer;
  }
}

TEST(BodiesTest, GovernmentsAndUnknownBodiesHaveNoKind) {
  const Catalogue catalogue = *Catalogue::Parse();
  for (const char* const issuer :
       {"", "北京市海淀区人民政府", "海淀区政府", "中关村街道办事处",
        "中关村街道", "教育镇人民政府", "水利镇", "民政乡", "甲局", "某某中心",
        "ABC"}) {
    EXPECT_EQ(catalogue.bodies().Find(issuer), nullptr) << issuer;
  }
}

TEST(BodiesTest, EveryWordTellsItsKind) {
  const Catalogue catalogue = *Catalogue::Parse();
  const Bodies& bodies = catalogue.bodies();
  for (size_t i = 0; i < bodies.list().size(); ++i) {
    const v1::Body& body = bodies.list()[i];
    EXPECT_EQ(bodies.Number(body.name()), static_cast<int>(i));
    for (const std::string& word : body.names()) {
      ASSERT_NE(bodies.Find(word), nullptr) << word;
      EXPECT_EQ(bodies.Find(word)->name(), body.name()) << word;
    }
  }
  EXPECT_EQ(bodies.Number("bodies/none"), std::nullopt);
}

TEST(BodiesTest, TheLongestWordTellsTheKindAndOfEqualsTheFirst) {
  std::vector<v1::Body> list(3);
  const char* const kWords[] = {"甲乙", "乙丙", "丙丁戊"};
  for (size_t i = 0; i < list.size(); ++i) {
    list[i].set_name("bodies/b" + std::to_string(i));
    list[i].set_display_name_zh("样例");
    list[i].set_display_name_en("Sample");
    list[i].add_names(kWords[i]);
  }
  const Bodies bodies = *Bodies::Create(list);
  EXPECT_EQ(bodies.Find("某甲乙丙局")->name(), "bodies/b0");
  EXPECT_EQ(bodies.Find("某乙丙甲乙局")->name(), "bodies/b1");
  EXPECT_EQ(bodies.Find("甲乙丙丁戊")->name(), "bodies/b2");
  EXPECT_EQ(bodies.Find("甲丙丁乙"), nullptr);
}

TEST(BodiesTest, OverlaysAddAndReplace) {
  const size_t built_in = Catalogue::Parse()->bodies().list().size();
  const Catalogue catalogue = *Catalogue::Parse({R"(
    bodies { name: "bodies/lottery" display_name_zh: "彩票"
             display_name_en: "Lotteries" names: "彩票管理中心" }
    bodies { name: "bodies/justice" display_name_zh: "司法"
             display_name_en: "Justice" names: "司法科" })"});
  EXPECT_EQ(catalogue.bodies().list().size(), built_in + 1);
  EXPECT_EQ(catalogue.bodies().Find("某市彩票管理中心")->name(),
            "bodies/lottery");
  EXPECT_EQ(catalogue.bodies().Find("某市司法科")->name(), "bodies/justice");
  EXPECT_EQ(catalogue.bodies().Find("某市司法局"), nullptr);
}

TEST(BodiesTest, ErrorsNameTheBody) {
  const auto message = [](absl::string_view overlay) {
    return std::string(Catalogue::Parse({overlay}).status().message());
  };
  EXPECT_THAT(message("bodies { name: 'bodies/A' }"),
              HasSubstr("body 'bodies/A': name"));
  EXPECT_THAT(message("bodies { name: 'bodies/a' }"),
              HasSubstr("body 'bodies/a': display_name_zh"));
  const std::string names =
      "bodies { name: 'bodies/a' display_name_zh: 'x' display_name_en: 'x' ";
  EXPECT_THAT(message(names + "names: '' }"), HasSubstr("empty word"));
  EXPECT_THAT(message(names + "names: '司法局' }"),
              HasSubstr("names has 司法局, which tells bodies/justice"));
}

}  // namespace bodies_test
}  // namespace nianbao
