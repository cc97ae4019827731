// What the help says of subcommands that ask about the figures of reports, up
// to the examples.

#include "client/asking/chinese/texts.h"

namespace nianbao::client {
namespace {

constexpr ChineseText kQuestionFooters[] = {
    {R"(Each row is a figure with the sentence it stands in. Statistics count one
figure for each issuer, indicator and year; --all lists the others, too, and
changes, ranks and targets beside the figures themselves, unless --kind names
one of them. What the selection asks for, --filter and --min-confidence too,
holds for all that is listed. STANDING says why one is not counted, TAKEN which
was taken in its stead.)",
     R"(每行是一个数字及其原句。统计对每个机关、每个指标、每一年只计入一个数字;--all 把其余的
也列出,并在数字本身之外列出变动、位次与目标,除非 --kind 指定其中一种。选取的条件,包括
--filter 和 --min-confidence,对所列的全部有效。“采用情况”说明一个数字为何不计入,“改用”
说明改用了哪一个。)"},
    {R"(ID is what other commands have in the column OBSERVATION: the report, of which a
beginning that no other shares is enough, # and the number of the figure. The
sentence is as printed, its figure in brackets, between the sentences with figures
that stand next to it. JSON has the observation as `nianbao observations` has it.)",
     R"(ID 是其他命令“数字编号”一列的内容:报告的名称(只写开头也可以,只要没有别的报告同样
开头)、# 和数字的编号。原句按原样打印,数字在方括号中,前后是相邻的含有数字的句子。
JSON 给出的观测值与 `nianbao observations` 相同。)"},
    {R"(Like is compared with like: rows are of reports of one type and always split by
indicator; by year unless --mix-years or --latest is given; and unless
--mix-levels is, by level, since a county's figure already holds its towns', and
those of departments by the level of their government and the kind of body. A
row of several years says which, and in ISSUERS whose values they are where some
have several. COVERAGE is the share of the divisions in scope that reported the
indicator. Of COUNT values, INEXACT are printed as "about" or "at least". Left
out were EXCLUDED values, which contradict other figures of their report, and
UNCONVERTIBLE ones, whose unit cannot be converted to that of the indicator.
POOLED is a rate over the sums of its numerators and denominators, MEAN the
average of the rates. CV is the standard deviation over the mean, GINI the Gini
coefficient. The formats sdmx-csv and json-stat, described in client/EXPORT.md,
need both ends of --year where years are mixed.

--filter takes AND, OR, NOT and parentheses over value, year, report_year,
confidence, level, modifier, diagnostic, issuer, division, province, prefecture:
`diagnostic:*` has any, `province = 110000`. --derive takes ids of indicators,
numbers, + - * / and parentheses; a unit is worked out when none is given.)",
     R"(同类才与同类相比:一行只含一种类型的报告,总是按指标分开;按年份分开,除非给出
--mix-years 或 --latest;按层级分开,因为县的数字已包含乡镇的,部门的数字还按所属政府的
层级与部门类别分开,除非给出 --mix-levels。含几年的一行列出起止年份;有的机关不止一年时,
“机关个数”说明这些值属于多少机关。“覆盖率”是范围内报告了该指标的区划所占的比例。“个数”
之中,“约数个数”是写作“约”“以上”的。未计入的有两种:“剔除个数”与本报告的其他数字相矛盾,
“单位不能换算”的单位换算不成指标的单位。“合并比率”由分子之和与分母之和算出,“平均数”是
各比率的平均。“变异系数”是标准差除以平均数,“基尼系数”衡量不均等的程度。格式 sdmx-csv 和
json-stat 见 client/EXPORT.md;合并各年时,它们要求 --year 写明起止两端。

--filter 接受 AND、OR、NOT 和括号,可用的字段有 value、year、report_year、confidence、level、
modifier、diagnostic、issuer、division、province、prefecture:`diagnostic:*` 为带有任何诊断,
另如 `province = 110000`。--derive 接受指标的标识、数、+ - * / 和括号;没有给出单位时由公式
推得。)"},
    {R"(Divisions are ranked within each indicator, year and level, departments within
each level of their government and kind of body; COUNT says how many are, IN
SCOPE how many there are. With --latest the newest values of all are ranked in
one list, whose YEAR is that of the value. Equal values share a rank (1, 2, 2, 4).
PERCENTILE is the share of the others that a division is ahead of. With
--compare-year, RANK CHANGE is positive where a division has gained places.)",
     R"(区划在同一指标、年份与层级之内排名,部门在所属政府的同一层级与同一部门类别之内排名;
“参与个数”说明有多少参与排名,“范围内个数”说明应有多少。加 --latest 时,各机关最新的值
排在同一张表里,“年份”是该值的年份。数值相等则名次相同(1、2、2、4)。“百分位”是其余之中
被它超过的比例。加 --compare-year 时,名次上升则“位次变动”为正。)"},
    {R"(Each row compares a year with an earlier one over the issuers that reported both
(MATCHED), so that those who came or went are not taken for a change. CHANGE is
that of the sum, or of the mean of rates; MEDIAN CHANGE is the median of the
issuers' own changes. SCOPE CHANGED counts issuers whose two figures are of other
bodies (区政府 against 各级法院): their change is no change of one thing; `nianbao
checks --check scope_changed` lists them.)",
     R"(每行把一年与较早的一年相比,只算两年都报告的机关(“两年均报”),增减的机关因此不会被
当作变化。“变动”是合计的变动,比率则是平均数的变动;“变动中位数”是各机关自身变动的
中位数。“口径变化”是两年数字所指不同(区政府与各级法院)的机关个数:它们的变动不是同一
事物的变动;`nianbao checks --check scope_changed` 列出它们。)"},
    {R"(Whiskers reach to the farthest values within 1.5 times the distance of the
quartiles; OUTLIERS lie beyond them. A table shows the histogram as bars, CSV
has its counts and the bins' ends, or with --each-bin a row for each bin; JSON
has all of it with the outliers' names.)",
     R"(须线到达四分位距 1.5 倍以内最远的值,更远的是“离群值”。表格以条形显示直方图,CSV 给出
各区间的个数与端点,加 --each-bin 则每个区间一行;JSON 含全部内容和离群者的名称。)"},
    {R"(COUNT pairs are the issuers and years that report both, year by year unless
--mix-years is given. SLOPE and INTERCEPT are those of the least squares line
through y over x.)",
     R"(“对数”是两个指标都报告了的机关与年份的个数,逐年计算,除非给出 --mix-years。“斜率”与
“截距”属于 y 对 x 的最小二乘直线。)"},
    {R"(A row for each indicator, a column for each division; its own government's
figures, not those of its departments. Without --year a row is of the newest year
in which the most of the divisions have a figure; with --year there is a row a
year. Divisions of several levels have rows of their own, as one level's figures
hold those below. --peers adds how many divisions of that level within a province
(or any other division) have a figure, their median, and each one's rank among
them, the largest first. JSON names the observation of each value, for `nianbao
evidence`.)",
     R"(每个指标一行,每个区划一列;数字是区划自己的政府的,不含其部门的。没有 --year 时,取其中
有此数字的区划最多的年份里最新的一年;有 --year 时一年一行。几个区划层级不同时各有自己
的行,因为上一层级的数字已包含下级的。--peers 另给出一省(或任何区划)之内有多少同级区划
有此数字、它们的中位数,以及各自在其中的名次,大的在前。JSON 给出每个值的观测值编号,可
用于 `nianbao evidence`。)"},
    {R"(How many divisions reported, by province unless --by says otherwise, of those
that there are (IN SCOPE). WITH REPORT have a stored report of the year; with
--indicator or --by indicator there is a row for each, and REPORTED gave that
figure. COVERAGE is the share: of the divisions that reported the indicator, or
have a report where rows are not of indicators. Governments are counted;
departments with --level department. Places without any figure have no row.)",
     R"(有多少区划报告了,共有多少(“范围内个数”);按省分开,除非 --by 另有指定。“有报告”是存有
当年报告的个数;有 --indicator 或 --by indicator 时每个指标一行,“报告该指标”是其中给出
此数字的个数。“覆盖率”是比例:报告了该指标的区划所占的比例;不按指标分行时,则是有报告
的区划所占的比例。只数政府;要数部门请用 --level department。一个数字也没有的地方没有行。)"},
    {R"(Each row is a figure, or a report, that others contradict. A check hides nothing:
the figure counts in all statistics; docs/CHECKS.md says what each looks for and
how often it errs.

  NEIGHBOUR_POWER     ten times or a tenth of the issuer's own years beside it
  PEER_POWER          powers of ten away from its peers' median: 万 lost, or twice
  RATE_OUTSIDE_PARTS  a rate that numerator and denominator of the year do not give
  SCOPE_CHANGED       two years of one issuer whose subjects are of other bodies
  COPIED_REPORT       the same sentences or figures in reports of two issuers; left
                      out where --indicator or --filter is given without --check

AGAINST is what the figure was held against. The number of rows of each check is
told at the end, on standard error.)",
     R"(每行是一个与其他内容相矛盾的数字或一份报告。检查不隐藏任何东西:数字照样计入各项统计;
每项检查看什么、误报多少,见 docs/CHECKS.md。

  NEIGHBOUR_POWER     是同一机关相邻年份的十倍或十分之一
  PEER_POWER          与同级的中位数相差若干个数量级:漏了“万”,或多了“万”
  RATE_OUTSIDE_PARTS  当年的分子与分母算不出的比率
  SCOPE_CHANGED       同一机关两年的数字所指的机关不同
  COPIED_REPORT       两个机关的报告有相同的语句或数字;给出 --indicator 或 --filter
                      而没有 --check 时不做

“对照”是与之比较的内容。每项检查各有几行,最后写在标准错误上。)"},
    {R"(Prints the statistics, then each row that an upload or a deletion changes, until
Ctrl-C. In a table each row begins with the moment it came at, and "removed"
marks a group that has no row any more. With jsonl each line is one message:
rows as "statistics", groups as "removed", and "complete" when the lines so far
are the whole of one state of the store. An aggregator that ends or restarts is
asked again until it answers; what has been printed is not repeated, and what has
changed meanwhile comes then.)",
     R"(先打印统计,以后每当存入或删除报告使某一行改变,就再次打印它,直到 Ctrl-C。表格的每行
以它到来的时刻开头,不再有行的一组标以 removed。用 jsonl 时每行一条消息:行是
statistics,不再有的组是 removed;到此为止各行合起来是存储某一刻的全貌时,有一条
complete。聚合服务结束或重启时会一再询问,直到它应答;已打印的不再重复,其间改变的
随后打印。)"},
    {R"(Finds indicators that have every word in their id, names, note or pinyin, and
divisions that are called so, or whose names hold the words: in Simplified or
Traditional characters, in English, in pinyin. Where nothing has the words, names
that differ in a letter or two are listed. ID is what other commands take.)",
     R"(查找标识、名称、说明或拼音中含有全部词语的指标,以及叫这个名字或名称中含有这些词语的
区划:可用简体、繁体、英文或拼音。都没有时,列出差一两个字母的名称。“标识”是其他命令
所用的写法。)"},
};

}  // namespace

absl::Span<const ChineseText> QuestionFooters() { return kQuestionFooters; }

}  // namespace nianbao::client
