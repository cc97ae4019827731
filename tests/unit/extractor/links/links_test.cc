// Sentences in the manner of the reports, and the indicators of the built-in
// catalogue that their figures belong to.
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace links_test {

struct LinkCase {
  // Without "indicators/".
  const char* indicator;
  const char* text;
  // Part of the quantity.
  const char* quantity;
};

constexpr LinkCase kLinked[] = {
    {"reconsideration.received", "全年共收到行政复议申请214件，依法受理187件。",
     "214件"},
    {"reconsideration.accepted", "全年共收到行政复议申请214件，依法受理187件。",
     "187件"},
    {"reconsideration.acceptance_rate",
     "收到行政复议申请214件，受理187件，受理率87.4%。", "87.4%"},
    {"reconsideration.concluded", "受理行政复议案件187件，审结163件。",
     "163件"},
    {"reconsideration.conclusion_rate",
     "审结行政复议案件163件，结案率为87.2%。", "87.2%"},
    {"reconsideration.corrected", "审结行政复议案件163件，其中纠错19件。",
     "19件"},
    {"reconsideration.correction_rate", "办理行政复议案件，综合纠错率11.7%。",
     "11.7%"},
    {"reconsideration.upheld", "行政复议决定维持88件。", "88件"},
    {"reconsideration.rejected", "作出驳回行政复议申请决定24件。", "24件"},
    {"reconsideration.withdrawn", "申请人撤回行政复议申请而终止31件。", "31件"},
    {"reconsideration.participated", "作为被申请人参加行政复议案件6件。",
     "6件"},
    {"litigation.cases", "全年发生一审行政应诉案件76件。", "76件"},
    {"litigation.lost", "行政诉讼案件中败诉5件。", "5件"},
    {"litigation.loss_rate", "行政诉讼败诉率为6.6%。", "6.6%"},
    {"litigation.won", "行政诉讼案件胜诉58件。", "58件"},
    {"litigation.head_appearances", "行政机关负责人出庭应诉71次。", "71次"},
    {"litigation.head_appearance_rate", "行政机关负责人出庭应诉率达到100%。",
     "100%"},
    {"litigation.judicial_suggestions", "办理检察建议、司法建议13件。", "13件"},
    {"rulemaking.issued", "全年制定行政规范性文件9件。", "9件"},
    {"rulemaking.filed", "向上级备案行政规范性文件7件。", "7件"},
    {"rulemaking.reviewed", "对26件行政规范性文件开展合法性审核。", "26件"},
    {"rulemaking.cleaned", "清理规范性文件183件。", "183件"},
    {"rulemaking.abolished", "清理后废止行政规范性文件41件。", "41件"},
    {"rulemaking.amended", "清理后修改行政规范性文件12件。", "12件"},
    {"decision.catalogued", "公布年度重大行政决策事项目录，列入事项8项。",
     "8项"},
    {"decision.meetings", "召开政府常务会议22次。", "22次"},
    {"decision.documents_reviewed", "完成政府文件合法性审查134件。", "134件"},
    {"decision.legal_opinions", "提出法律意见建议267条。", "267条"},
    {"decision.contracts_reviewed", "审查各类政府合同92份。", "92份"},
    {"counsel.firms", "聘请3家律师事务所担任政府法律顾问。", "3家"},
    {"counsel.lawyers", "聘请7名律师担任政府法律顾问。", "7名"},
    {"counsel.public_lawyers", "全市共有公职律师36人。", "36人"},
    {"counsel.consultations", "法律顾问提供法律咨询185次。", "185次"},
    {"enforcement.inspections", "开展行政检查5400次。", "5400次"},
    {"enforcement.joint_checks", "开展部门联合“双随机”抽查48次。", "48次"},
    {"enforcement.penalties", "办理行政处罚案件829件。", "829件"},
    {"enforcement.fines", "行政处罚罚没款共计1365万元。", "1365万元"},
    {"enforcement.lenient_cases", "对轻微违法行为免予处罚案件77件。", "77件"},
    {"enforcement.file_reviews", "开展行政执法案卷评查4次。", "4次"},
    {"enforcement.certified_officers", "全市持有行政执法证人员1288人。",
     "1288人"},
    {"enforcement.trained", "组织行政执法人员培训960人次。", "960人次"},
    {"enforcement.illegal_structures", "拆除违法建设214处。", "214处"},
    {"enforcement.illegal_area", "拆除违法建筑面积3.6万平方米。",
     "3.6万平方米"},
    {"enforcement.ip_cases", "查处知识产权侵权案件18件。", "18件"},
    {"mediation.organizations", "全市建有人民调解委员会239个。", "239个"},
    {"mediation.mediators", "配备人民调解员1105名。", "1105名"},
    {"mediation.cases", "各级人民调解组织受理矛盾纠纷6720件。", "6720件"},
    {"mediation.succeeded", "人民调解受理纠纷6720件，调解成功6651件。",
     "6651件"},
    {"mediation.success_rate", "人民调解案件调解成功率99%。", "99%"},
    {"mediation.screenings", "开展矛盾纠纷排查1300次。", "1300次"},
    {"mediation.amount", "人民调解案件涉及金额8200万元。", "8200万元"},
    {"administrative_mediation.cases", "全年开展行政调解案件940件。", "940件"},
    {"administrative_mediation.success_rate", "行政调解成功率91.5%。", "91.5%"},
    {"labor.dispute_cases", "受理劳动人事争议仲裁案件655件。", "655件"},
    {"petition.cases", "受理群众信访事项1430件。", "1430件"},
    {"petition.conclusion_rate", "信访事项按期办结率99.7%。", "99.7%"},
    {"petition.leader_receptions", "市领导公开接访58次。", "58次"},
    {"hotline.cases", "12345市民热线受理诉求9.4万件。", "9.4万件"},
    {"hotline.response_rate", "市民热线诉求响应率100%。", "100%"},
    {"hotline.resolution_rate", "市民热线诉求解决率95.2%。", "95.2%"},
    {"hotline.satisfaction_rate", "市民热线诉求满意率96.4%。", "96.4%"},
    {"disclosure.proactive", "主动公开政府信息14200条。", "14200条"},
    {"disclosure.requests_received", "收到政府信息公开申请263件。", "263件"},
    {"disclosure.requests_answered", "答复政府信息公开申请251件。", "251件"},
    {"disclosure.interpretations", "发布政策解读信息66条。", "66条"},
    {"disclosure.open_days", "举办政府开放日活动14场。", "14场"},
    {"service.items", "全市政务服务事项共1842项。", "1842项"},
    {"service.online_rate", "政务服务事项网上可办率98.1%。", "98.1%"},
    {"service.cases_handled", "政务服务大厅全年办件量61万件。", "61万件"},
    {"service.commitment_items", "推行告知承诺制的证明事项122项。", "122项"},
    {"service.certificate_kinds", "归集电子证照311类。", "311类"},
    {"service.powers_adjusted", "调整权责清单事项85项。", "85项"},
    {"service.material_reduction_rate", "申请材料精简45%。", "45%"},
    {"service.time_reduction_rate", "办理时限压缩72%。", "72%"},
    {"market.entities", "全市市场主体总数达11.2万户。", "11.2万户"},
    {"market.transactions", "公共资源交易项目完成486个。", "486个"},
    {"market.transaction_value", "公共资源交易额73.5亿元。", "73.5亿元"},
    {"publicity.events", "开展普法宣传活动370场次。", "370场次"},
    {"publicity.lectures", "举办法治讲座52场。", "52场"},
    {"publicity.materials", "发放普法宣传资料8.8万份。", "8.8万份"},
    {"publicity.beneficiaries", "普法宣传惠及群众21万人次。", "21万人次"},
    {"training.study_sessions", "政府常务会议会前学法6次。", "6次"},
    {"training.theory_study", "党组理论学习中心组开展法治专题学习4次。", "4次"},
    {"training.sessions", "举办法治专题培训班5期。", "5期"},
    {"training.exam_participants", "组织1530名干部参加学法考试。", "1530名"},
    {"training.exam_pass_rate", "干部学法考试合格率99.4%。", "99.4%"},
    {"supervision.npc_proposals", "办理人大代表建议148件。", "148件"},
    {"supervision.cppcc_proposals", "办理政协提案163件。", "163件"},
    {"supervision.satisfaction_rate", "建议提案办理满意率100%。", "100%"},
    {"audit.rectifications", "督促完成审计整改事项55项。", "55项"},
    {"audit.spending_cut", "压减一般性支出2300万元。", "2300万元"},
    {"legal_aid.cases", "办理法律援助案件718件。", "718件"},
    {"legal_aid.beneficiaries", "法律援助受援1860人次。", "1860人次"},
    {"community.village_counsel_coverage",
     "全市215个村（社区）均签约法律顾问。", "215个"},
    // Verbs cut short.
    {"reconsideration.received", "行政复议全年收47件、立43件、结41件。",
     "47件"},
    {"reconsideration.accepted", "行政复议全年收47件、立43件、结41件。",
     "43件"},
    {"reconsideration.concluded", "行政复议全年收47件、立43件、结41件。",
     "41件"},
    // Labels that name the topic.
    {"petition.cases", "4.信访。受理784件，办结761件。", "784件"},
    {"legal_aid.cases", "5.法律援助。办理305件，涉及老年人60件。", "305件"},
    // What a figure is compared with.
    {"reconsideration.received",
     "收到复议申请19件，比去年同期的14件增加了5件。", "14件"},
    {"litigation.head_appearance_rate", "负责人出庭应诉率由39.9%上升到61.5%。",
     "61.5%"},
    {"litigation.loss_rate", "败诉率18.8%，较2019年的23.5%下降4.7个百分点。",
     "4.7"},
    {"mediation.succeeded", "登记纠纷226件，化解221件。", "221件"},
    {"supervision.proposals", "代表建议163件，政协提案254件，共计417件。",
     "417件"},
    {"petition.persons_received", "县领导公开接访52批次、187人次。", "187人次"},
    {"petition.persons", "接待群众来访88批163人次。", "163人次"},
};

constexpr LinkCase kNotLinked[] = {
    {"service.powers_adjusted", "编制权力清单，36个部门保留行政职权3218项。",
     "36个"},
    {"litigation.loss_rate", "3个县区败诉率偏高。", "3个"},
    {"reconsideration.received", "收到复议申请471件，其中市本级收到168件。",
     "168件"},
    {"mediation.cases", "全年开展行政调解案件940件。", "940件"},
    {"administrative_mediation.cases", "各级人民调解组织受理矛盾纠纷6720件。",
     "6720件"},
    {"litigation.cases", "行政诉讼案件中败诉5件。", "5件"},
    {"litigation.head_appearance_rate", "行政诉讼败诉率为6.6%。", "6.6%"},
    {"reconsideration.accepted", "收到行政复议申请214件，不予受理9件。", "9件"},
    {"reconsideration.concluded", "办理行政应诉案件，法院审结71件。", "71件"},
    {"rulemaking.issued", "清理后废止行政规范性文件41件。", "41件"},
    {"supervision.npc_proposals", "办理政协提案163件。", "163件"},
    {"training.study_sessions", "开展执法人员岗位培训6次。", "6次"},
    {"enforcement.fines", "公共资源交易额73.5亿元。", "73.5亿元"},
    {"hotline.cases", "受理群众信访事项1430件。", "1430件"},
    {"petition.cases", "12345市民热线受理诉求9.4万件。", "9.4万件"},
    {"legal_aid.cases", "人民调解受理纠纷6720件。", "6720件"},
    {"market.entities", "检查各类市场主体3200户。", "3200户"},
};

// The indicator of the figure, or why there is none.
std::string IndicatorOf(const LinkCase& c) {
  const v1::Report report = Extract(c.text).value();
  for (const v1::Observation& o : report.observations()) {
    if (absl::StrContains(o.quantity().text(), c.quantity)) {
      return o.indicator();
    }
  }
  return absl::StrCat(c.quantity, " is not read");
}

TEST(LinksTest, FiguresLinkToTheirIndicators) {
  for (const LinkCase& c : kLinked) {
    EXPECT_EQ(IndicatorOf(c), absl::StrCat("indicators/", c.indicator))
        << c.text;
  }
}

TEST(LinksTest, FiguresOfOthersDoNot) {
  for (const LinkCase& c : kNotLinked) {
    const std::string indicator = IndicatorOf(c);
    EXPECT_NE(indicator, absl::StrCat("indicators/", c.indicator)) << c.text;
    EXPECT_FALSE(absl::EndsWith(indicator, "is not read")) << c.text;
  }
}

}  // namespace links_test
}  // namespace nianbao::extractor
