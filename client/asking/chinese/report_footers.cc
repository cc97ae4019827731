// What the help says of the command as a whole and of subcommands that are
// about documents, reports and services, up to the examples.

#include "client/asking/chinese/texts.h"

namespace nianbao::client {
namespace {

constexpr ChineseText kReportFooters[] = {
    {R"(Data goes to standard output, messages to standard error.

Exit codes:
  0    done
  1    done, but some documents failed or are no reports, which are listed;
       or doctor found something wrong
  2    wrong flags or arguments, or an ambiguous name
  3    a service does not answer
  4    no such report, division or indicator
  5    a service failed, or the output could not be written
  130  interrupted; what was under way was finished)",
     R"(数据写到标准输出,消息写到标准错误。

退出码:
  0    完成
  1    完成,但部分文件失败或不是报告,已列出;或 doctor 发现问题
  2    选项或参数有误,或名称有歧义
  3    服务没有应答
  4    没有这份报告、这个区划或指标
  5    服务出错,或无法写出
  130  被中断;正在做的已做完)"},
    {R"(  nianbao ingest reports/                 extract and store a folder
  nianbao stats --indicator reconsideration.accepted --level county
  nianbao stats --help                    examples of one command)",
     R"(  nianbao ingest reports/                 读取并保存一个文件夹
  nianbao stats --indicator reconsideration.accepted --level county
  nianbao stats --help                    一条命令的示例)"},
    {R"(Starts nianbao-extractor and nianbao-aggregator on this machine, at the addresses
of --extractor and --aggregator, and waits until both serve. The programs are those
beside this command, or on PATH. The store, logs and process ids are in
$XDG_DATA_HOME/nianbao (~/.local/share/nianbao), or in --folder. They go on until
--stop, also when the terminal is closed; what is stored stays.)",
     R"(在本机启动 nianbao-extractor 和 nianbao-aggregator,地址为 --extractor 和
--aggregator 所给,并等到两者都可用。程序是这条命令旁边的或 PATH 上的。存储、日志
和进程号在 $XDG_DATA_HOME/nianbao(~/.local/share/nianbao)或 --folder 里。关闭终端
后服务仍然运行,直到 --stop;已存的内容留下。)"},
    {R"(A line for each check: whether both services answer and serve, until when their
certificates hold, their version, whether they may be asked, clocks, and whether
both know the same indicators, of which each is tried on an example of its own.
Under what is wrong stands what to do. The exit code is 1 when something is.)",
     R"(每项检查一行:两个服务是否应答、可用,证书到何时有效,版本,是否允许调用,时钟,
以及两者的指标是否相同;每个指标都用自己的例句试读一次。有问题的一行下面写着该怎么
办。只要有问题,退出码就是 1。)"},
    {R"(Reports come in the order of the files. Files that fail are listed on
standard error, and the exit code is 1. A document that is no annual report gives
one with a diagnostic NOT_A_REPORT or NO_TEXT. `nianbao ingest --help` says which
files are read, and describes the table of --manifest. With --explain JSON has,
for each figure, what it may be linked to and what speaks for each.)",
     R"(报告按文件的次序打印。失败的文件列在标准错误上,退出码为 1。不是年报的文件给出带有
诊断 NOT_A_REPORT 或 NO_TEXT 的报告。可以读哪些文件、--manifest 的清单怎样写,见
`nianbao ingest --help`。加 --explain 时,JSON 另给出每个数字可能归入哪些指标,以及
各自的理由。)"},
    {R"(For each figure: its sentence with the figure marked, how it goes with another
figure, the indicator that it is linked to and how probable that is, and what
came second. Below each of these two stand the things that weigh most: above 0
they speak for it, below against it. Figures are numbered as `nianbao extract`
lists them. A figure of a stored report may be named instead of a file, as other
commands have it in the column OBSERVATION: the file that the report was read from
must still be there, as it was. `nianbao extract --explain --format json` has it
for programs.)",
     R"(对每个数字给出:标出该数字的原句、它与另一个数字的关系、归入的指标及其概率,以及
其次的候选。这两者之下各列出最有分量的理由:大于 0 的支持它,小于 0 的反对它。数字的
编号与 `nianbao extract` 所列相同。也可以不给文件,而给已存报告中的一个数字,写法同
其他命令的“观测值”一列:读出该报告的文件须仍在原处,且没有改动。供程序使用的见
`nianbao extract --explain --format json`。)"},
    {R"(The page shows each document as printed, its figures marked in place with how
they were read and why, contradictions among them, and filters. It is one file
that loads nothing, in Simplified or Traditional characters; press ? in it for
its keys. Files that fail are listed in it and on standard error, and the exit
code is 1.)",
     R"(网页按原样显示每份文件,就地标出每个数字怎样读、为何这样读,以及数字之间的矛盾,
并可筛选。它是一个独立的文件,不加载任何外部内容,可切换简体与繁体;在网页中按 ?
列出按键。失败的文件列在网页里和标准错误上,退出码为 1。)"},
    {R"(A folder gives what is in and below it: text (.txt), pages (.htm, .html,
.shtml, .xhtml, .mht, .mhtml), .pdf with a text layer, .docx and .odt, each also
with .gz behind, and the members of archives (.zip, .tar, .tar.gz, .tgz). Other
files are passed over and named. A file that is named itself is read whatever
its name. PATH may be a pattern in quotes, where ** stands for any number of
folders, or - for standard input. Limits: 32 MiB for a document, 200,000 members
and 16 GiB unpacked for an archive.

A file that is stored already, from the same path with the same content, is
left out, and so are copies of it under other names; so a run that was
interrupted goes on where it stopped when started again. A member's path is its
archive's, a slash and its name. After a change of the catalogue use --force.

Documents that are no annual report (an error page, a list of links, a page
without text) are listed at the end and not stored, and the exit code is 1, as
it is when documents fail. With --keep-all they are stored, too, but do not count
in statistics, and the exit code tells of failures alone.

--failed FILE gets a JSON object on a line for each document that failed, with
its path and the reason; `nianbao ingest --manifest FILE`, with a name that ends
in .jsonl, tries these again.

--manifest is a table of files and what is known of them: CSV in UTF-8 with the
columns path, issuer, code, year, type, url and date, in any order, all but path
optional, or JSON Lines with these names. Relative paths are taken from the
manifest's folder; a url becomes the source of the report. What it says wins over
what is read, and where the text says something else the report has a diagnostic
HINT_CONFLICT. A file whose stored report says something else than the manifest
is read again.

  path,code,year,url
  haidian/2020.html,110108,2020,https://www.bjhd.gov.cn/2020.html
  haidian/2019.html,110108,2019,)",
     R"(文件夹取其中及各级子文件夹里的文件:文本(.txt)、网页(.htm、.html、.shtml、.xhtml、
.mht、.mhtml)、有文字层的 .pdf、.docx 和 .odt,以上各种之后也可再加 .gz,以及压缩包
(.zip、.tar、.tar.gz、.tgz)里的文件。其他文件略过并列出。直接指定的文件无论叫什么都
读取。PATH 可以是引号中的通配符,其中 ** 代表任意层文件夹;也可以是 -,即标准输入。
上限:一份文件 32 MiB,一个压缩包 200,000 个文件、解压后 16 GiB。

路径和内容都相同、已经存过的文件不再读取,内容相同而名称不同的副本也不再读取;所以
中断之后再次运行会接着做。压缩包里的文件,路径是压缩包的路径、一个斜杠和它的名称。
指标目录变更之后请用 --force。

不是年报的文件(错误页、链接列表、没有文字的页面)在最后列出而不保存,退出码为 1;
有文件失败时也是 1。加 --keep-all 时它们也保存,但不参与统计,退出码只反映失败。

--failed FILE 为每份失败的文件写一行 JSON 对象,含路径与原因;文件名以 .jsonl 结尾时,
`nianbao ingest --manifest FILE` 会再试这些文件。

--manifest 是一张清单,列出文件及关于它们已知的情况:UTF-8 的 CSV,列为 path、issuer、
code、year、type、url 和 date,次序不限,除 path 外都可省略;也可以是含这些名称的
JSON Lines。相对路径从清单所在的文件夹算起;url 成为报告的来源。清单所说优先于读出的
内容;原文另有说法时,报告带有诊断 HINT_CONFLICT。已存的报告与清单所说不同的文件会
重新读取。

  path,code,year,url
  haidian/2020.html,110108,2020,https://www.bjhd.gov.cn/2020.html
  haidian/2019.html,110108,2019,)"},
    {R"(COUNTED is "no" where a newer report of the same issuer, year and type from
another source stands for it in statistics. TYPE is left empty for rule-of-law
reports, those of which queries speak when they name no type.)",
     R"(同一机关、同一年份、同一类型另有来源更新的报告时,统计以那一份为准,这一份的“计入”
为“否”。法治政府建设报告的“类型”一列留空:查询没有指明类型时,说的就是它们。)"},
    {R"(REPORT is a name as `nianbao reports` lists it, with or without "reports/", or
a beginning that no other report shares.)",
     R"(REPORT 是 `nianbao reports` 所列的名称,"reports/" 可有可无;也可以只写开头,只要
没有别的报告同样开头。)"},
    {R"(REPORT is a name as `nianbao reports` lists it, or a beginning that no other
report shares; the name stays what it is. Fields:

  issuer     a division by code or name: its government; any other text: the
             name of the body alone
  division   code or name of the division that a department is of
  level      province, prefecture, county, township or department
  year       the year reported on; figures whose sentences print no year move
             with it
  type       rule-of-law, disclosure, government-work or other
  published  YYYY-MM-DD

Corrections are kept beside what was read, count at once, and stay when the same
document is read or stored again. `nianbao show` lists them, --undo takes them
back, and questions with --as-of a moment before do not see them.)",
     R"(REPORT 是 `nianbao reports` 所列的名称,也可以只写开头,只要没有别的报告同样开头;
名称不因更正而变。字段:

  issuer     区划的代码或名称:即其政府;其他文字:只作为机关的名称
  division   部门所属区划的代码或名称
  level      province、prefecture、county、township 或 department
  year       报告所述的年份;原句没有写明年份的数字随之改变
  type       rule-of-law、disclosure、government-work 或 other
  published  YYYY-MM-DD

更正与读到的原值一并保留,立即计入统计;同一文件再次读取或存入后仍然有效。
`nianbao show` 列出更正,--undo 撤销更正;用 --as-of 查询更正之前的时刻则看不到更正。)"},
    {R"(REPORT is a name as `nianbao reports` lists it, with or without "reports/", or
a beginning that no other report shares. All are looked for before the first is
deleted. Questions with --as-of a moment before still see them; so does nothing
else. What was corrected of a report is kept for when it is stored again.)",
     R"(REPORT 是 `nianbao reports` 所列的名称,"reports/" 可有可无;也可以只写开头,只要没有
别的报告同样开头。全部找到之后才开始删除。只有用 --as-of 查询删除之前的时刻还看得到
它们。对报告的更正会保留,待它再次存入时仍然有效。)"},
    {R"(Deletes the reports that were stored from files in and below FOLDER which are
not there any more, as `nianbao delete` does. FOLDER itself must be there: a
disk that is not mounted must not empty the store. A folder that was moved needs
no pruning: `nianbao ingest` of it finds the same reports. Members of an archive
are gone when the archive is.)",
     R"(从 FOLDER 及各级子文件夹存入的报告,若文件已经不在,就像 `nianbao delete` 那样删除。
FOLDER 本身必须还在:没有挂载的磁盘不应清空存储。文件夹移动之后不必清理:对它运行
`nianbao ingest` 会找到同样的报告。压缩包不在了,其中的文件也算不在。)"},
    {R"(CSV has a row for each figure of each report, counted or not, with every field
that is known of it: `value` is in the unit of the indicator, `printed` as the text
has it; offsets are in bytes, figure_begin in the sentence, span_begin in the text
of the document. JSON Lines has a report on each line, whole, which `nianbao
import` stores again, here or elsewhere. SQLite is a database with the tables
reports, observations, indicators and divisions and the view sentences, for
sqlite3 or Datasette. Reports are as corrected. A FILE appears under its name when
it is complete.)",
     R"(CSV 为每份报告的每个数字写一行,无论是否计入统计,含它已知的全部字段:value 以指标的
单位表示,printed 是原文的写法;位置以字节计,figure_begin 在原句中,span_begin 在文件的
文本中。JSON Lines 每行一份完整的报告,`nianbao import` 可在这里或别处再次存入。SQLite
是一个数据库,有 reports、observations、indicators、divisions 四张表和视图 sentences,
可用 sqlite3 或 Datasette 打开。报告都是更正之后的。FILE 写完之后才以它的名称出现。)"},
    {R"(FILE has a report on each line, as `nianbao export -o FILE.jsonl` and `nianbao
extract --format jsonl` write them; - is standard input. A report that is stored
already is left as it is or replaced, so that a file may be imported again. Lines
that are no report, and reports that are refused, are listed on standard error, and
the exit code is 1. Who corrected what is not taken over: reports count as they
stand in the file.)",
     R"(FILE 每行一份报告,由 `nianbao export -o FILE.jsonl` 或
`nianbao extract --format jsonl` 写出;- 为标准输入。已经存过的报告保持不变或被替换,所以
同一文件可以多次存入。不是报告的行和被拒绝的报告列在标准错误上,退出码为 1。何人更正了
什么不会带过来:报告以文件中的内容为准。)"},
    {R"(Commands, flags and the words of flags are completed, and indicators and divisions
by asking the aggregator. For each shell that is started write into its file:

  bash  ~/.bashrc                    source <(nianbao completion bash)
  zsh   ~/.zshrc, behind compinit    source <(nianbao completion zsh)
  fish  ~/.config/fish/config.fish   nianbao completion fish | source)",
     R"(可以补全命令、选项、选项所用的词语;指标和区划则询问聚合服务。要使每个新开的 shell
都能补全,请在它的文件中写入:

  bash  ~/.bashrc                      source <(nianbao completion bash)
  zsh   ~/.zshrc,在 compinit 之后      source <(nianbao completion zsh)
  fish  ~/.config/fish/config.fish     nianbao completion fish | source)"},
};

}  // namespace

absl::Span<const ChineseText> ReportFooters() { return kReportFooters; }

}  // namespace nianbao::client
