#include "extractor/head/issuer.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace {

v1::Issuer IssuerOf(absl::string_view document) {
  const std::u16string text = Normalized(document);
  return FindIssuer(text, FindTitle(text), TestPlaces());
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

TEST(IssuerTest, NothingToTell) {
  for (const char* const text : {"", "茶园丰收。", "\n"}) {
    const v1::Issuer issuer = IssuerOf(text);
    EXPECT_EQ(issuer.name(), "") << text;
    EXPECT_EQ(issuer.division_code(), "") << text;
    EXPECT_EQ(issuer.level(), v1::LEVEL_UNSPECIFIED) << text;
  }
}

}  // namespace
}  // namespace nianbao::extractor
