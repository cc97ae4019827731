// What the command and its subcommands are for, the headings of the help, and
// where to begin.

#include "client/asking/chinese/texts.h"

namespace nianbao::client {
namespace {

constexpr ChineseText kSummaryTexts[] = {
    {"Options", "选项"},
    {"Subcommands", "命令"},
    {"Selection", "选取"},
    {"Output", "输出"},
    {"Figures from annual reports: extracted, stored and compared.",
     "年报中的数字:读出、保存、比较。"},
    {"Start both services on this machine", "在本机启动两个服务"},
    {"Check that both services are well", "检查两个服务是否正常"},
    {"Read documents and print the reports found in them",
     "读取文件并打印其中的报告,不保存"},
    {"Say why the figures of documents were linked as they were",
     "说明文件中每个数字为何归入它的指标"},
    {"Make a web page that shows documents with their figures marked",
     "生成网页,在原文中标出读到的数字"},
    {"Extract documents and store the reports", "读取文件并保存报告"},
    {"List stored reports", "列出已存的报告"},
    {"Print a stored report with its observations and diagnostics",
     "打印一份已存的报告及其观测值与诊断"},
    {"Correct what was read of a stored report",
     "更正从一份已存的报告读出的内容"},
    {"Delete stored reports", "删除已存的报告"},
    {"Delete reports whose files are gone", "删除文件已不在的报告"},
    {"Write all reports to a file", "把全部报告写入一个文件"},
    {"Store reports that were exported", "存入导出的报告"},
    {"List single figures with the sentences they stand in",
     "列出单个数字及其原句"},
    {"Print the sentence behind a figure", "打印一个数字的原句"},
    {"Statistics of indicators over the stored reports",
     "已存报告中各指标的统计"},
    {"Rank divisions by an indicator", "按一个指标给区划排名"},
    {"Changes from year to year over matched panels",
     "逐年变化,只比两年都报告的机关"},
    {"Histograms and box figures of indicators", "指标的直方图与箱线图数值"},
    {"Correlation of two indicators over divisions and years",
     "两个指标在各区划、各年份间的相关"},
    {"Set divisions side by side", "并列比较几个区划"},
    {"Who reports what: divisions of how many",
     "谁报告了什么:多少区划中有多少"},
    {"Numbers worth a second look across reports",
     "与其他报告相矛盾、值得再看一眼的数字"},
    {"Print statistics again as they change", "统计有变化时再次打印"},
    {"Find indicators and divisions by words", "按词语查找指标与区划"},
    {"List the catalogue of indicators", "列出指标目录"},
    {"Look up administrative divisions and their codes",
     "查找行政区划及其代码"},
    {"Print a script that completes words", "打印自动补全的脚本"},
    {"Print the help of all or of one command", "打印全部或某条命令的帮助"},
    {R"(Where to begin:
  nianbao up                   start both services on this machine
  nianbao ingest reports/      read and store a folder of reports
  nianbao stats --indicator reconsideration --level county   ask; see nianbao help
)",
     R"(从这里开始:
  nianbao up                   在本机启动两个服务
  nianbao ingest reports/      读取并保存一个文件夹的报告
  nianbao stats --indicator reconsideration --level county   查询;见 nianbao help
)"},
};

}  // namespace

absl::Span<const ChineseText> SummaryTexts() { return kSummaryTexts; }

}  // namespace nianbao::client
