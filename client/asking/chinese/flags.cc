// What flags and arguments are.

#include "client/asking/chinese/texts.h"

namespace nianbao::client {
namespace {

constexpr ChineseText kFlagTexts[] = {
    // Of all commands.
    {"Print this help message and exit", "打印这份帮助后退出"},
    {"Display program version information and exit", "打印版本后退出"},
    {"host:port of nianbao-extractor", "nianbao-extractor 的 主机:端口"},
    {"host:port of nianbao-aggregator", "nianbao-aggregator 的 主机:端口"},
    {"Speak TLS to both services", "与两个服务都用 TLS"},
    {"PEM file of the services' authorities, if not the system's",
     "服务证书的颁发机构的 PEM 文件;省略时用系统的"},
    {"PEM file of a certificate to show", "要出示的证书的 PEM 文件"},
    {"PEM file of its key", "其私钥的 PEM 文件"},
    {"File of a token to show, by TLS or on this machine",
     "要出示的令牌所在的文件;令牌只经 TLS 或在本机发送"},
    {"File of these flags; ~/.config/nianbao/config when left out",
     "写有这些选项的文件;省略时为 ~/.config/nianbao/config"},
    {"Part of that file: its [PROFILE]", "该文件中的一段:其中的 [PROFILE]"},
    // Of files and reports.
    {"Where the store and the logs are, instead of the user's data folder",
     "存储与日志所在的文件夹;省略时在用户的数据文件夹"},
    {"End them", "结束两个服务"},
    {"Files, folders, archives or patterns; - for standard input",
     "文件、文件夹、压缩包或通配符;- 为标准输入"},
    {"Table of files and what is known of them, in CSV or JSON Lines",
     "清单:文件及关于它们已知的情况,CSV 或 JSON Lines"},
    {"In JSON, why each figure was linked as it was",
     "在 JSON 中给出每个数字为何归入它的指标"},
    {"One figure, numbered from 0", "只说明一个数字,编号从 0 起"},
    {"The page; standard output when left out",
     "网页写到哪里;省略时为标准输出"},
    {"Text proto of further indicators, for their names",
     "另加指标的 text proto 文件,由此得到它们的名称"},
    {"Name what would be read and what passed over; ask no service",
     "列出会读哪些、略过哪些,不调用服务"},
    {"Where to write what failed, and why", "失败的文件及原因写到哪里"},
    {"Documents under way at once", "同时处理的文件个数"},
    {"Also documents that are stored already", "已存过的文件也重新读取"},
    {"Also documents that are no annual report", "不是年报的文件也保存"},
    {"Name or beginning of it", "报告的名称或其开头"},
    {"FIELD=VALUE", "字段=值"},
    {"Take the corrections of these fields back: year,issuer",
     "撤销这些字段的更正:year,issuer"},
    {"Names or beginnings of them", "报告的名称或其开头"},
    {"Where the files were", "文件原来所在的文件夹"},
    {"List what would be deleted, and delete nothing",
     "只列出会删除哪些,不删除"},
    {"Files of reports, JSON Lines; - for input",
     "存有报告的 JSON Lines 文件;- 为标准输入"},
    {"Observations behind one row of `nianbao stats`: its selectionToken in "
     "JSON; in place of a selection",
     "`nianbao stats` 一行背后的观测值:该行 JSON 中的 "
     "selectionToken;用它时不再选取"},
    {"Also figures that statistics do not count", "不计入统计的数字也列出"},
    {"Observations, as other commands print them",
     "观测值,写法同其他命令所打印的"},
    {"In any script or in pinyin", "文字不限简繁,也可用拼音"},
    {"Rows of each kind to print at most; 20 when left out",
     "每类最多打印几行;省略时 20 行"},
    {"Family or id; all when left out", "指标的一类或标识;省略时为全部"},
    {"Part of the name in Simplified characters", "名称的一部分,用简体"},
    {"bash, zsh or fish", "bash、zsh 或 fish"},
    {"All when left out", "省略时为全部"},
    // Of what is selected.
    {"Codes or names of divisions: these and all below them; several with "
     "commas",
     "区划的代码或名称:这些区划及其下辖的全部;多个用逗号分隔"},
    {"Type of the reports: rule-of-law (法治), disclosure (信息公开), "
     "government-work (政府工作) or other (其他); all when left out",
     "报告类型:rule-of-law(法治)、disclosure(信息公开)、government-work("
     "政府工作)或 other(其他);省略时为全部"},
    {"Year reported on", "报告所述的年份"},
    {"province, prefecture, county, township or department",
     "province、prefecture、county、township 或 "
     "department(省、市、县、乡、部门)"},
    {"Only reports stored after that moment: 2024-05-01 or "
     "2024-05-01T12:00:00+08:00",
     "只要此刻之后存入的报告:2024-05-01 或 2024-05-01T12:00:00+08:00"},
    {"Ids, names or families (reconsideration); several with commas",
     "指标的标识、名称或一类指标(reconsideration);多个用逗号分隔"},
    {"Type of the reports: rule-of-law (法治, the default), disclosure "
     "(信息公开), government-work (政府工作) or other (其他)",
     "报告类型:rule-of-law(法治,默认)、disclosure(信息公开)、government-work("
     "政府工作)或 other(其他)"},
    {"province, prefecture, county, township, department (省, 市, 县, 乡, "
     "部门); several with commas",
     "province、prefecture、county、township、department(省、市、县、乡、部门);"
     "多个用逗号分隔"},
    {"Departments of these kinds alone, by ids or names of bodies; several "
     "with commas",
     "只要这些类别的部门,用类别的标识或名称;多个用逗号分隔"},
    {"Of departments only those of governments of these levels: province, "
     "prefecture, county, township; several with commas",
     "部门只要属于这些层级的政府的:province、prefecture、county、township;"
     "多个用逗号分隔"},
    {"Years: 2020, 2019..2023 or 2019-2023, 2019.., ..2023, 2019,2021",
     "年份:2020、2019..2023 或 2019-2023、2019..、..2023、2019,2021"},
    {"level (the figures themselves, the default), change, rank or target",
     "level(数字本身,默认)、change(变动)、rank(位次)或 target(目标)"},
    {"Leave out observations linked with less confidence",
     "不要置信度更低的观测值"},
    {"Count only what fits: 'value >= 10 AND NOT modifier = APPROXIMATE'",
     "只计入符合条件的:'value >= 10 AND NOT modifier = APPROXIMATE'"},
    {"An indicator for this query alone: 'NAME=FORMULA' or "
     "'NAME=FORMULA;UNIT'; may be repeated",
     "只用于这次查询的指标:'名称=公式' 或 '名称=公式;单位';可多次给出"},
    {"As the store was then: 2024-05-01 (its midnight) or "
     "2024-05-01T12:00:00+08:00",
     "按存储当时的内容回答:2024-05-01(当天零时)或 2024-05-01T12:00:00+08:00"},
    {"Only observations of reports stored after that moment",
     "只要此刻之后存入的报告中的观测值"},
    {"Of each issuer and indicator only the newest year",
     "每个机关、每个指标只取最新一年"},
    {"Count figures that contradict others, too", "与其他数字相矛盾的也计入"},
    {"Count reports of an unknown issuer or year, too",
     "机关或年份不明的报告也计入"},
    {"indicator, year, level, province, prefecture, division, "
     "government-level, body; several with commas",
     "indicator、year、level、province、prefecture、division、government-"
     "level、body;多个用逗号分隔"},
    {"One row over all levels and kinds of bodies instead of a row for each",
     "各层级、各类部门合为一行,而不是分开"},
    {"One row over all years instead of a row a year",
     "各年合为一行,而不是一年一行"},
    {"Further quantiles, 0 to 1; several with commas",
     "另加的分位数,0 到 1;多个用逗号分隔"},
    {"count, sum, mean, median, standard_deviation, min, max, pooled_rate, "
     "coverage, coefficient_of_variation, gini or theil, each with or without "
     "desc: 'coverage desc, mean'",
     "count、sum、mean、median、standard_deviation、min、max、pooled_"
     "rate、coverage、coefficient_of_variation、gini 或 theil,各可加 "
     "desc(从大到小):'coverage desc, mean'"},
    {"Rows to print at most", "最多打印几行"},
    {"The smallest value first", "小的在前"},
    {"Show ranks and values of that year, too", "另给出那一年的名次与数值"},
    {"Print these alone, ranked among all selected; several with commas",
     "只打印这些区划,名次仍在全部所选中排;多个用逗号分隔"},
    {"Divisions to print at most for each indicator, year, level and kind of "
     "body",
     "每个指标、年份、层级与部门类别最多打印几个区划"},
    {"Compare with so many years before", "与几年之前相比"},
    {"Bins of equal width; by default as many as suit the values",
     "等宽的区间个数;默认按数值选定"},
    {"The bins' ends, ascending, with commas",
     "各区间的端点,从小到大,用逗号分隔"},
    {"A row for each bin of the histogram, with its ends and its count",
     "直方图的每个区间一行,含端点与个数"},
    {"Id or name of an indicator", "指标的标识或名称"},
    {"Codes or names of divisions", "区划的代码或名称"},
    {"Also the median and ranks among the divisions within this one",
     "另给出在此区划内同级的中位数与名次"},
    {"Rank the smallest value first", "排名时小的在前"},
    {"Only these checks, as below; several with commas",
     "只做这些检查,见下;多个用逗号分隔"},
    {"Code or name of a division: it and all below it",
     "区划的代码或名称:它及其下辖的全部"},
    {"province, prefecture, county or township",
     "province、prefecture、county 或 township(省、市、县、乡)"},
    // Of the output.
    {"table, json (one array) or jsonl (a line each)",
     "table、json(一个数组)或 jsonl(每行一条)"},
    {"table, csv, tsv, json (one array), jsonl (a line each), markdown or xlsx "
     "(with -o)",
     "table、csv、tsv、json(一个数组)、jsonl(每行一条)、markdown 或 xlsx(要有 "
     "-o)"},
    {"csv, tsv, jsonl (a line each), xlsx (with -o) or sqlite (with -o)",
     "csv、tsv、jsonl(每行一条)、xlsx(要有 -o)或 sqlite(要有 -o)"},
    {"table, csv, tsv, json (one array), jsonl (a line each), markdown, xlsx "
     "(with -o) or sdmx-csv",
     "table、csv、tsv、json(一个数组)、jsonl(每行一条)、markdown、xlsx(要有 "
     "-o)或 sdmx-csv"},
    {"table, csv, tsv, json (one array), jsonl (a line each), markdown, xlsx "
     "(with -o), sdmx-csv or json-stat",
     "table、csv、tsv、json(一个数组)、jsonl(每行一条)、markdown、xlsx(要有 "
     "-o)、sdmx-csv 或 json-stat"},
    {"table or jsonl (a line each)", "table 或 jsonl(每行一条)"},
    {"Long tables straight to the terminal", "长表格直接打印,不用分页程序"},
    {"Language of headings, messages and help: zh or en; on a terminal that of "
     "the locale when left out",
     "表头、消息与帮助的语言:zh 或 en;省略时在终端上由语言环境决定"},
    {"A file, whose name says the format (table.xlsx); standard output when "
     "left out",
     "写入文件,由文件名决定格式(table.xlsx);省略时写到标准输出"},
    {"These alone, in this order, by their names in csv; several with commas",
     "只打印这些列,依此次序,列名同 csv;多个用逗号分隔"},
    {"Rows in the order of a column; -COLUMN: the greatest first",
     "按一列排序;-COLUMN:大的在前"},
    {"No line of headings", "不打印表头"},
    {"With csv and tsv: no apostrophe before texts that begin with = + - @",
     "用于 csv 和 tsv:以 = + - @ 开头的文本前不加撇号"},
    {"With csv and tsv: a byte order mark, by which Excel knows UTF-8",
     "用于 csv 和 tsv:加字节顺序标记,Excel 由此认出 UTF-8"},
};

}  // namespace

absl::Span<const ChineseText> FlagTexts() { return kFlagTexts; }

}  // namespace nianbao::client
