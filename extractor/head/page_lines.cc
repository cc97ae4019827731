// What stands above the body of a page is told by its own words.
//
//     首页 > 政务公开 > 年度报告                    furniture
//     清泉县2021年法治政府建设情况报告              other: a title, perhaps
//     发布日期:2022-01-20 来源:清泉县司法局         label
//     县委、县政府:                                 addressee
//     2021年,清泉县种茶。                           body: has a full stop
//
// The body begins with the first line that is a sentence, or a heading with a
// mark (一、). Sentences end in a full stop, which nothing above them has;
// where a page goes without, a long line tells.
#include "extractor/head/page_lines.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "extractor/head/body_names.h"
#include "extractor/head/dates.h"
#include "extractor/text/number.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

constexpr size_t kMostLines = 60;
// Characters of a line that must be prose. Rows of labels are long, too, but
// have colons or bars.
constexpr size_t kLongestLine = 90;
// Labels in brackets that make a row of them.
constexpr std::ptrdiff_t kLabelsOfARow = 3;
// Characters of 现将…情况报告如下: at least; an addressee is shorter.
constexpr size_t kShortestAnnouncement = 14;

// Words of menus, paths, counters and tools of a page.
constexpr View kFurniture[] = {
    u"首页",     u"当前位置",  u"您的位置",  u"所在位置", u"当前所在",
    u"您现在",   u"上一篇",    u"下一篇",    u"相关新闻", u"相关文章",
    u"相关链接", u"相关附件",  u"相关推荐",  u"相关阅读", u"版权",
    u"无障碍",   u"适老",      u"长者",      u"关怀版",   u"登录",
    u"收藏",     u"分享到",    u"分享:",     u"打印",     u"关闭窗口",
    u"扫一扫",   u"返回",      u"字号",      u"字体",     u"繁体",
    u"导航",     u"搜索",      u"客户端",    u"附件下载", u"APP",
    u"App",      u"English",   u"网站地图",  u"联系我们", u"设为",
    u"点击数",   u"点击量",    u"点击:",     u"点击率",   u"点击次数",
    u"浏览次数", u"浏览量",    u"浏览:",     u"阅读次数", u"阅读量",
    u"访问量",   u"Copyright", u"copyright", u"ICP",      u"公网安备",
    u"朗读",     u"热搜",      u"欢迎",      u"天气",     u"下一页",
    u"上一页",   u"编辑:",     u"责编",      u"审核人",   u"微信扫",
    u"打开新闻", u"查看精彩",  u"查看原文",  u"加入好友", u"更新时间",
    u"正在加载", u"收起全文",  u"用户",      u"关键词",   u"关键字",
    u"摘要",     u"元数据",    u"中图分类",  u"会员",     u"分辨率"};
// Words beside which a day is that of the visit.
constexpr View kToday[] = {u"今天是", u"星期", u"现在是", u"今日是"};
// Labels with a value of their own.
constexpr View kLabelWords[] = {
    u"来源:",    u"来源|",    u"作者:",    u"时间:",    u"日期:",
    u"时期:",    u"发布于",   u"机构:",    u"机构|",    u"单位:",
    u"部门:",    u"索引号",   u"文号",     u"字号:",    u"分类",
    u"公开方式", u"公开形式", u"公开时限", u"有效性",   u"时效",
    u"发布人",   u"体裁",     u"目录:",    u"信息来源", u"发布机构",
    u"文件编号", u"发文机关", u"发文机构", u"成文日期", u"发布日期",
    u"发布时间", u"日期|",    u"公开目录", u"记者",     u"通讯员",
    u"供稿",     u"撰稿",     u"内容概述", u"主题词",   u"发文字号"};
// Labels of a title: what follows them is one.
constexpr View kTitleLabels[] = {u"题:", u"标题", u"名称:", u"题|", u"名称|"};
// What the names of sites, papers and columns end in.
constexpr View kSiteEndings[] = {
    u"网",     u"报",   u"日报",     u"晚报",     u"政府网", u"门户网站",
    u"频道",   u"专栏", u"栏目",     u"动态",     u"要闻",   u"网站",
    u"公告栏", u"新闻", u"信息公开", u"政务公开", u"专题",   u"平台"};
constexpr size_t kLongestSite = 12;

// 一、 十二、 (三) 1. 2、 第一部分.
bool HasListMark(View line) {
  size_t i = 0;
  if (At(line, 0) == u'(') {
    i = 1;
    while (IsChineseNumeral(At(line, i)) || IsDigit(At(line, i))) ++i;
    return i > 1 && i <= 4 && At(line, i) == u')';
  }
  if (At(line, 0) == u'第') {
    i = 1;
    while (IsChineseNumeral(At(line, i))) ++i;
    return i > 1 && IsOneOf(At(line, i), u"部章节条");
  }
  while (IsChineseNumeral(At(line, i))) ++i;
  if (i > 0 && i <= 3) return At(line, i) == u'、';
  while (IsDigit(At(line, i))) ++i;
  return i > 0 && i <= 2 &&
         (At(line, i) == u'、' ||
          (At(line, i) == u'.' && !IsDigit(At(line, i + 1))));
}

bool IsProse(View line) {
  if (Contains(line, u"。")) return true;
  // 新华社北京1月20日电 and the like begin a story.
  constexpr size_t kDateline = 24;
  const View head = line.substr(0, kDateline);
  if (line.size() > kDateline &&
      (Contains(head, u"日电") || Contains(head, u"日讯") ||
       Contains(head, u"日专电") || StartsWith(head, 0, u"本报讯") ||
       StartsWith(head, 0, u"本网讯"))) {
    return true;
  }
  if (line.back() == u':' && line.size() >= kShortestAnnouncement &&
      (Contains(line, u"如下") || Contains(line, u"现将"))) {
    return true;
  }
  // [索引号]11500110 [发布机构]清泉县 [成文日期]2026-02-09: a row of labels.
  const auto labels = std::count(line.begin(), line.end(), u'[');
  return line.size() > kLongestLine && line.find_first_of(u">|:") == npos &&
         labels < kLabelsOfARow;
}

// The title of a line that also has a day in brackets ends before it.
bool IsDated(View line) {
  const View without = line.substr(0, std::min(line.rfind(u'('), line.size()));
  constexpr size_t kShortestTitle = 8;
  return FirstDay(line).has_value() &&
         (without.size() < kShortestTitle || FirstDay(without).has_value() ||
          without.size() == line.size());
}

LineKind KindOf(View line) {
  if (ContainsAny(line, kToday)) return LineKind::kFurniture;
  if (ContainsAny(line, kTitleLabels)) return LineKind::kOther;
  if (ContainsAny(line, kLabelWords) || IsDated(line) || IsNameOfBody(line)) {
    return LineKind::kLabel;
  }
  if (line.find(u'>') != npos || ContainsAny(line, kFurniture) ||
      (line.size() <= kLongestSite && EndsWithAny(line, kSiteEndings))) {
    return LineKind::kFurniture;
  }
  if (line.back() == u':') return LineKind::kAddressee;
  return LineKind::kOther;
}

}  // namespace

bool IsNameOfBody(View line) {
  constexpr size_t kShortestName = 4;
  constexpr size_t kLongestName = 30;
  return line.size() >= kShortestName && line.size() <= kLongestName &&
         line.find_first_of(u"。,、:;>|()0123456789") == npos &&
         !Contains(line, u"关于") &&
         (EndsWith(line, u"人民政府") || EndsWith(line, u"办事处") ||
          EndsLikeDepartment(line));
}

PageLines ReadPageLines(View text) {
  PageLines page;
  size_t begin = 0;
  while (begin < text.size() && page.lines.size() < kMostLines) {
    const size_t end = std::min(text.find(u'\n', begin), text.size());
    const View line = text.substr(begin, end - begin);
    if (!line.empty()) {
      if (HasListMark(line) || IsProse(line)) break;
      page.lines.push_back({begin, end, KindOf(line)});
    }
    begin = end + 1;
  }
  page.body = std::min(begin, text.size());
  return page;
}

}  // namespace nianbao::extractor
