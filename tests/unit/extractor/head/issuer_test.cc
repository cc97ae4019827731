#include "extractor/head/issuer.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace issuer_test {

using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAre;

IssuerFound Find(absl::string_view document) {
  const std::u16string text = Normalized(document);
  const Title title = FindTitle(text);
  return FindIssuer(text, title, title.year, TestPlaces());
}

v1::Issuer IssuerOf(absl::string_view document) {
  return Find(document).issuer;
}

struct IssuerCase {
  const char* name;
  const char* text;
  const char* issuer;
  const char* code;
  v1::Level level;
};

constexpr IssuerCase kIssuers[] = {
    {"county in full",
     "桐乡市人民政府2021年法治政府建设情况报告\n2021年，全市茶园丰收。",
     "桐乡市人民政府", "330483", v1::LEVEL_COUNTY},
    {"district, with its city",
     "苏州市吴江区人民政府2021年法治政府建设情况报告\n全区茶园丰收。",
     "苏州市吴江区人民政府", "320509", v1::LEVEL_COUNTY},
    {"district of a municipality",
     "奉贤区2021年法治政府建设情况报告\n全区茶园丰收。", "上海市奉贤区人民政府",
     "310120", v1::LEVEL_COUNTY},
    {"province", "青海省人民政府2021年法治政府建设情况报告\n全省茶园丰收。",
     "青海省人民政府", "630000", v1::LEVEL_PROVINCE},
    {"prefecture", "丽水市人民政府2021年法治政府建设情况报告\n全市茶园丰收。",
     "丽水市人民政府", "331100", v1::LEVEL_PREFECTURE},
    {"Traditional", "桐鄉市人民政府2021年法治政府建設情況報告\n全市茶園豐收。",
     "桐乡市人民政府", "330483", v1::LEVEL_COUNTY},
    {"department of a city",
     "丽水市水利局2021年法治政府建设情况报告\n我局开展茶园灌溉。",
     "丽水市水利局", "331100", v1::LEVEL_DEPARTMENT},
    {"department before those who lead it",
     "2024年以来，浦江县司法局在省司法厅、市司法局指导下，开展工作。",
     "浦江县司法局", "330726", v1::LEVEL_DEPARTMENT},
    {"department after those who lead it",
     "2021年，在市委领导下，省农业农村厅指导下，六安市农业农村局开展工作。",
     "六安市农业农村局", "341500", v1::LEVEL_DEPARTMENT},
    {"department of a province",
     "青海省民政厅2021年法治政府建设情况报告\n我厅开展工作。", "青海省民政厅",
     "630000", v1::LEVEL_DEPARTMENT},
    {"department of a district",
     "苏州市吴江区司法局2021年法治政府建设情况报告\n我局开展工作。",
     "苏州市吴江区司法局", "320509", v1::LEVEL_DEPARTMENT},
    {"town with its city",
     "常熟市海虞镇2023年度法治政府建设工作报告\n全镇茶园丰收。",
     "常熟市海虞镇人民政府", "320581102", v1::LEVEL_TOWNSHIP},
    {"autonomous region",
     "西藏自治区人民政府2022年法治政府建设情况报告\n全区茶园丰收。",
     "西藏自治区人民政府", "540000", v1::LEVEL_PROVINCE},
    {"administrative office of a region",
     "阿里地区行政公署2017年法治政府建设情况报告\n行署种茶。",
     "阿里地区行政公署", "542500", v1::LEVEL_PREFECTURE},
    {"office of the state's tax authority",
     "国家税务总局哈密市税务局2022年法治政府建设情况报告\n我局种茶。",
     "国家税务总局哈密市税务局", "650500", v1::LEVEL_DEPARTMENT},
    {"county-level city that is a district today",
     "即墨市人民政府2016年法治政府建设情况报告\n全市茶园丰收。",
     "即墨市人民政府", "370215", v1::LEVEL_COUNTY},
    {"county that has another name today",
     "遵义县人民政府2015年法治政府建设情况报告\n全县茶园丰收。",
     "遵义县人民政府", "520304", v1::LEVEL_COUNTY},
    {"autonomous prefecture",
     "恩施土家族苗族自治州人民政府2022年法治政府建设情况报告\n全州种茶。",
     "恩施土家族苗族自治州人民政府", "422800", v1::LEVEL_PREFECTURE},
    {"new district",
     "上海市浦东新区人民政府2022年法治政府建设情况报告\n新区种茶。",
     "上海市浦东新区人民政府", "310115", v1::LEVEL_COUNTY},
    {"county without a prefecture",
     "仙桃市人民政府2022年法治政府建设情况报告\n全市种茶。", "仙桃市人民政府",
     "429004", v1::LEVEL_COUNTY},
    {"department of a region",
     "广西壮族自治区司法厅2022年法治政府建设情况报告\n我厅种茶。",
     "广西壮族自治区司法厅", "450000", v1::LEVEL_DEPARTMENT},
    {"signature below a title without a place",
     "2022年度法治政府建设工作情况报告\n2022年，江岸区种茶，我区丰收。"
     "武汉市表彰。\n江岸区人民政府\n2023年2月10日",
     "武汉市江岸区人民政府", "420102", v1::LEVEL_COUNTY},
    {"signature", "2021年，我市茶园丰收。\n桐乡市人民政府\n2022年1月5日",
     "桐乡市人民政府", "330483", v1::LEVEL_COUNTY},
    {"name that conversion would change",
     "乾安縣人民政府2023年法治政府建設年度報告\n全縣種茶。", "乾安县人民政府",
     "220723", v1::LEVEL_COUNTY},
    {"name of two such characters",
     "乾县2023年法治政府建设年度报告\n全县种茶。", "乾县人民政府", "610424",
     v1::LEVEL_COUNTY},
    {"radicals of a PDF",
     "⻘田县人民政府2023年法治政府建设年度报告\n全县种茶。", "青田县人民政府",
     "331121", v1::LEVEL_COUNTY},
    {"more radicals", "⻄安市⻓安区2023年法治政府建设年度报告\n全区种茶。",
     "西安市长安区人民政府", "610116", v1::LEVEL_COUNTY},
    {"in short", "前郭县2022年法治政府建设年度报告\n全县种茶。",
     "前郭尔罗斯蒙古族自治县人民政府", "220721", v1::LEVEL_COUNTY},
    {"prefecture in short", "巴州2022年法治政府建设年度报告\n全州种茶。",
     "巴音郭楞蒙古自治州人民政府", "652800", v1::LEVEL_PREFECTURE},
    {"county that was divided", "邯郸县2015年法治政府建设年度报告\n全县种茶。",
     "邯郸县人民政府", "", v1::LEVEL_COUNTY},
    {"district that was dissolved",
     "宁波市江东区2015年法治政府建设情况报告\n全区种茶。",
     "宁波市江东区人民政府", "", v1::LEVEL_COUNTY},
    {"region that is a city today",
     "毕节地区行政公署2010年依法行政情况报告\n全区种茶。", "毕节地区行政公署",
     "520500", v1::LEVEL_PREFECTURE},
    {"zone", "青岛西海岸新区2022年法治政府建设年度报告\n全区种茶。",
     "青岛西海岸新区", "", v1::LEVEL_UNSPECIFIED},
    {"zone with a short name",
     "成都高新区2022年法治政府建设年度报告\n全区种茶。", "成都高新区", "",
     v1::LEVEL_UNSPECIFIED},
    {"zone whose name holds a county's",
     "雄安新区2022年法治政府建设年度报告\n全区种茶。", "雄安新区", "",
     v1::LEVEL_UNSPECIFIED},
    {"zone of the name of a district elsewhere",
     "绍兴滨海新区2022年法治政府建设年度报告\n全区种茶。", "绍兴滨海新区", "",
     v1::LEVEL_UNSPECIFIED},
    {"committee of a zone",
     "深圳市光明新区管理委员会2017年法治政府建设情况报告\n新区种茶。",
     "深圳市光明新区管理委员会", "", v1::LEVEL_UNSPECIFIED},
    {"corps", "新疆生产建设兵团2022年法治政府建设情况报告\n兵团种茶。",
     "新疆生产建设兵团", "", v1::LEVEL_UNSPECIFIED},
    {"zone with a code of statistics",
     "苏州工业园区2022年法治政府建设年度报告\n全区种茶。", "苏州工业园区",
     "320576", v1::LEVEL_COUNTY},
    {"district that its city does not have",
     "许昌市东城区2022年法治政府建设年度报告\n全区种茶。", "许昌市东城区", "",
     v1::LEVEL_UNSPECIFIED},
    {"self with the name beside it",
     "2023年法治政府建设年度报告\n2023年,我县推进行政和解,青田县种茶。"
     "行政和解率提高,行政和解加强。",
     "青田县人民政府", "331121", v1::LEVEL_COUNTY},
    {"source of a department",
     "2023年法治政府建设年度报告\n发布时间:2024-01-15 来源:青田县公安局\n"
     "2023年,县公安局落实法治公安要求,公安机关种茶,公安改革。",
     "青田县公安局", "331121", v1::LEVEL_DEPARTMENT},
    {"signature of a department",
     "2023年法治政府建设年度报告\n2023年,县公安局种茶,公安机关采茶。\n"
     "青田县公安局\n2024年1月15日",
     "青田县公安局", "331121", v1::LEVEL_DEPARTMENT},
    {"branch of a city's department",
     "一、总体情况\n2024年,鄂州市生态环境局华容分局种茶。",
     "鄂州市生态环境局华容分局", "420703", v1::LEVEL_DEPARTMENT},
    {"author below the title of work",
     "关于2024年度温州市行政复议工作的报告\n发布日期:2025-08-20\n"
     "温州市司法局\n2024年,全市种茶。",
     "温州市司法局", "330300", v1::LEVEL_DEPARTMENT},
    {"department in the opening, after half a year",
     "2025年上半年,青田县司法局种茶。", "青田县司法局", "331121",
     v1::LEVEL_DEPARTMENT},
};

TEST(IssuerTest, Finds) {
  for (const IssuerCase& c : kIssuers) {
    SCOPED_TRACE(c.name);
    const v1::Issuer issuer = IssuerOf(c.text);
    EXPECT_EQ(issuer.name(), c.issuer);
    EXPECT_EQ(issuer.division_code(), c.code);
    EXPECT_EQ(issuer.level(), c.level);
  }
}

// 鼓楼区 exists in Nanjing, Xuzhou, Fuzhou and Kaifeng.
TEST(IssuerTest, TellsNamesakesApartByWhatIsAround) {
  constexpr char kTitle[] = "鼓楼区2021年法治政府建设情况报告\n";
  EXPECT_EQ(IssuerOf(std::string(kTitle) + "全区在南京市委领导下种茶，南京市"
                                           "表彰我区。")
                .division_code(),
            "320106");
  EXPECT_EQ(IssuerOf(std::string(kTitle) + "全区在福州市委领导下种茶，福州市"
                                           "表彰我区。")
                .division_code(),
            "350102");
  const v1::Issuer unknown = IssuerOf(std::string(kTitle) + "全区种茶。");
  EXPECT_EQ(unknown.division_code(), "");
  EXPECT_EQ(unknown.level(), v1::LEVEL_COUNTY);
}

// Below a sure issuer there is none, and readers are told who it may be.
TEST(IssuerTest, CandidatesWhereItIsInDoubt) {
  const auto codes = [](absl::string_view document) {
    std::vector<std::string> found;
    for (const DivisionEntry* d : Find(document).candidates) {
      found.emplace_back(d->code);
    }
    return found;
  };
  EXPECT_THAT(codes("鼓楼区2021年法治政府建设情况报告\n全区种茶。"),
              IsSupersetOf({"320106", "320302", "350102"}));
  EXPECT_THAT(codes("全县种茶。青田县采茶，缙云县采茶。"),
              UnorderedElementsAre("331121", "331122"));
  EXPECT_THAT(codes("徐州市鼓楼区2021年法治政府建设情况报告\n全区种茶。"),
              IsEmpty());
  EXPECT_THAT(codes("我市种茶。"), IsEmpty());
  EXPECT_THAT(codes("成都高新区2021年法治政府建设情况报告\n全区种茶。"),
              IsEmpty());
  EXPECT_THAT(codes(""), IsEmpty());
}

// A former name counts in its years only.
TEST(IssuerTest, FormerNamesHaveTheirTime) {
  EXPECT_EQ(IssuerOf("2015年法治政府建设年度报告\n全县在邯郸县种茶。").name(),
            "邯郸县人民政府");
  EXPECT_EQ(IssuerOf("2023年法治政府建设年度报告\n全县在邯郸县种茶。").name(),
            "");
}

// Where no place is named there is no code, whatever the words.
TEST(IssuerTest, WordsAreNoDivisions) {
  for (const char* const text : {
           "2023年,我县创建法治示范县,全县公安机关推进行政和解。",
           "学习二十大关于法治的论述,全市健康县城建设。",
           "本区改造老城区,区域合作,窗口资源共享。",
           "县信访局2023年上半年工作总结\n全县信访平稳。",
           "街道辖区劳资纠纷基本情况通报\n调解3宗。",
           "各乡镇、街道办事处,区林业局组织检查。",
       }) {
    EXPECT_EQ(IssuerOf(text).division_code(), "") << text;
  }
}

TEST(IssuerTest, NothingToTell) {
  for (const char* const text : {"", "茶园丰收。", "\n"}) {
    const v1::Issuer issuer = IssuerOf(text);
    EXPECT_EQ(issuer.name(), "") << text;
    EXPECT_EQ(issuer.division_code(), "") << text;
    EXPECT_EQ(issuer.level(), v1::LEVEL_UNSPECIFIED) << text;
  }
}

}  // namespace issuer_test
}  // namespace nianbao::extractor
