// What a careful reader finds in single sentences of a report of 2022.
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/normalize.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao {
namespace {

constexpr v1::Modifier kExact = v1::MODIFIER_EXACT,
                       kApproximate = v1::MODIFIER_APPROXIMATE,
                       kAtLeast = v1::MODIFIER_AT_LEAST,
                       kAtMost = v1::MODIFIER_AT_MOST;
constexpr v1::Kind kLevel = v1::KIND_LEVEL, kChange = v1::KIND_CHANGE,
                   kRank = v1::KIND_RANK, kTarget = v1::KIND_TARGET;

struct Expected {
  double value;
  const char* unit;
  v1::Modifier modifier = kExact;
  v1::Kind kind = kLevel;
  int year = 2022;
};

struct SentenceCase {
  const char* text;
  std::vector<Expected> figures;
};

const SentenceCase kSentences[] = {
    {"全年受理信访事项两千三百余件。", {{2300, "件", kAtLeast}}},
    {"罚没款项三百二十万元。", {{3200000, "元"}}},
    {"累计发放宣传册1万2千册。", {{12000, "册"}}},
    {"参训人员达1200多人次。", {{1200, "人次", kAtLeast}}},
    {"拆除违建面积近2万平方米。", {{20000, "平方米", kApproximate}}},
    {"拆除违建面积1.5万余平方米。", {{15000, "平方米", kAtLeast}}},
    {"挽回损失超1.2亿元。", {{120000000, "元", kAtLeast}}},
    {"案件办结率100%。", {{100, "%"}}},
    {"案件办结率百分之百。", {{100, "%"}}},
    {"负责人出庭率达百分之九十七点五。", {{97.5, "%"}}},
    {"投诉量同比下降0.5%。", {{-0.5, "%", kExact, kChange}}},
    {"投诉量同比下降0.05个百分点。", {{-0.05, "百分点", kExact, kChange}}},
    {"投诉量同比减少三成。", {{-30, "%", kExact, kChange}}},
    {"投诉量同比下降约两成。", {{-20, "%", kApproximate, kChange}}},
    {"办件量较去年翻了两番。", {{2, "番", kExact, kChange}}},
    {"办件量较2021年增长1.8倍。", {{1.8, "倍", kExact, kChange}}},
    {"办件量由2021年的3000件增至4500件。",
     {{3000, "件", kExact, kLevel, 2021}, {4500, "件"}}},
    {"纠错率较上年提高3.2个百分点。", {{3.2, "百分点", kExact, kChange}}},
    {"案件数比2021年减少41件。", {{-41, "件", kExact, kChange}}},
    {"审批时限由20个工作日压缩至5个工作日。", {{20, "工作日"}, {5, "工作日"}}},
    {"承诺时限平均压缩75%。", {{75, "%"}}},
    {"到2025年，培训不少于40学时。", {{40, "学时", kAtLeast, kTarget, 2025}}},
    {"全市综合考评位列第五。", {{5, "位", kExact, kRank}}},
    {"营商环境评价全省排名第8位。", {{8, "位", kExact, kRank}}},
    {"营商环境评价居全省首位。", {{1, "位", kExact, kRank}}},
    {"全市有执法证人员1,024名，其中新增56名。", {{1024, "名"}, {56, "名"}}},
    {"开展普法宣讲12场（次）。", {{12, "场(次)"}}},
    {"推送信息358条（次），受众8.6万人（次）。",
     {{358, "条(次)"}, {86000, "人(次)"}}},
    {"全年召开会议三次，审议议题二十一项。", {{3, "次"}, {21, "项"}}},
    {"聘请法律顾问1名。", {{1, "名"}}},
    {"公开征求意见建议零条。", {}},
    {"行政诉讼0件。", {{0, "件"}}},
    {"调解成功率98％以上。", {{98, "%", kAtLeast}}},
    {"群众满意度超九成。", {{90, "%", kAtLeast}}},
    {"近七成案件以调解方式结案。", {{70, "%", kApproximate}}},
    {"占总数的五分之二。", {{40, "%"}}},
    {"2021年度立案300宗，2022年度立案280宗。",
     {{300, "宗", kExact, kLevel, 2021}, {280, "宗"}}},
    {"截至2022年底，共有律师85人。", {{85, "人"}}},
    {"截至12月31日，共办结85件。", {{85, "件"}}},
    {"自2020年以来累计办结850件。", {{850, "件"}}},
    {"“12345”热线受理诉求3.4万件。", {{34000, "件"}}},
    {"12345政务服务热线受理诉求3.4万件。", {{34000, "件"}}},
    {"依据国发〔2021〕7号文件办理7件。", {{7, "件"}}},
    {"推行“1+3+N”模式，设工作站9个。", {{9, "个"}}},
    {"“双随机、一公开”抽查68次。", {{68, "次"}}},
    {"落实“三项制度”，抽查案卷68宗。", {{68, "宗"}}},
    {"开展“八五”普法活动68场。", {{68, "场"}}},
    {"坚持一件事一次办，新增事项68项。", {{68, "项"}}},
    {"学习贯彻党的二十大精神，组织宣讲15场。", {{15, "场"}}},
    {"召开第十六届五次全会，出台文件4件。", {{4, "件"}}},
    {"联系电话：0573-88012345，邮编314500。", {}},
    {"浙ICP备05012345号-1", {}},
    {"附件2份。", {{2, "份"}}},
    {"一是加强学习，二是抓好落实。", {}},
    {"新建法治公园3座、法治广场2个、法治长廊11处。",
     {{3, "座"}, {2, "个"}, {11, "处"}}},
    {"受理、审结行政复议案件分别为35件和30件。", {{35, "件"}, {30, "件"}}},
    {"受理行政复議案件35件（其中撤銷2件、維持20件）。",
     {{35, "件"}, {2, "件"}, {20, "件"}}},
    {"人均学法不少于60学时。", {{60, "学时", kAtLeast}}},
    {"2023年计划开展培训20期。", {{20, "期", kExact, kTarget, 2023}}},
    {"明年将开展培训20期。", {{20, "期", kExact, kTarget, 2023}}},
    {"下一步，力争办结率达到99%以上。", {{99, "%", kAtLeast, kTarget}}},
    {"抽检合格率99.2%，同比上升0.8个百分点，高于全省平均1.1个百分点。",
     {{99.2, "%"}, {0.8, "百分点", kExact, kChange}, {1.1, "百分点"}}},
    {"新发放贷款16.50亿元。", {{1650000000, "元"}}},
    {"减少证明材料47份。", {{47, "份"}}},
    {"每年不少于2次专题学法。", {{2, "次", kAtLeast}}},
    {"走访企业２０００餘家，化解糾紛五十多起。",
     {{2000, "家", kAtLeast}, {50, "起", kAtLeast}}},
    {"为民办实事十件。", {{10, "件"}}},
    {"全县14个乡镇、237个村（社区）实现全覆盖。", {{14, "个"}, {237, "个"}}},
    {"网上可办率由80%提升至95%。", {{80, "%"}, {95, "%"}}},
    {"平均办理时间缩短了3.5天。", {{3.5, "天"}}},
    {"办理时间不超过15日。", {{15, "日", kAtMost}}},
    {"接听来电2万3千余个。", {{23000, "个", kAtLeast}}},
    {"行政机关败诉率仅为2.1%。", {{2.1, "%"}}},
    {"共收到申请118件，同比上升18%；受理102件，同比上升9.7%。",
     {{118, "件"},
      {18, "%", kExact, kChange},
      {102, "件"},
      {9.7, "%", kExact, kChange}}},
    {"同比分别增长12%、下降3%。",
     {{12, "%", kExact, kChange}, {-3, "%", kExact, kChange}}},
    {"连续三年获评先进。", {}},
    {"三分之二以上的村居。", {{66.67, "%", kAtLeast}}},
    {"组织3000名以上干部参学。", {{3000, "名", kAtLeast}}},
    {"约谈企业负责人20余人(次)。", {{20, "人(次)", kAtLeast}}},
    {"开展2轮督查，发现问题31个。", {{2, "轮"}, {31, "个"}}},
    {"执法证持证率达98.5%，比上年度提高5%。",
     {{98.5, "%"}, {5, "%", kExact, kChange}}},
};

std::string ToString(double value, absl::string_view unit,
                     v1::Modifier modifier, v1::Kind kind, int year) {
  return absl::StrCat(std::round(value * 100) / 100, " ", unit, " ",
                      v1::Modifier_Name(modifier), " ", v1::Kind_Name(kind),
                      " ", year);
}

TEST(FiguresTest, OfSentences) {
  for (const SentenceCase& c : kSentences) {
    std::vector<std::string> expected, read;
    for (const Expected& e : c.figures) {
      expected.push_back(ToString(e.value, e.unit, e.modifier, e.kind, e.year));
    }
    for (const Reading& r : Read(c.text, 2022).readings) {
      read.push_back(ToString(r.figure.value.ToDouble(), ToUtf8(r.figure.unit),
                              r.figure.modifier, r.kind, r.year));
    }
    EXPECT_EQ(read, expected) << c.text;
  }
}

}  // namespace
}  // namespace nianbao
