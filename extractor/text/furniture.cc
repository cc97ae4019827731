// What stands around a report on its page, and in the text copied from there:
//
//     上一篇:关于12个单位考核结果的通报      a line that begins as no report
//     does 共有12条评论                           a counter and nothing else
//     满意(12人) 一般(3人)                   the answers of a poll
//     相关阅读                               a heading: titles follow up to the
//     end
// Words alone say little: 网站总访问量1203456次。 is a sentence, and a figure
// of a report on disclosure. So lines with a full stop are never furniture, and
// what a counter counts must end its line, or stand beside another that is none
// of a report (今日访问).
//
// Each line is looked at once, up to 120 characters of it.
#include "extractor/text/furniture.h"

#include <algorithm>

#include "extractor/text/number.h"
#include "extractor/text/utf16.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

// Characters. Longer lines are paragraphs.
constexpr size_t kLongestLine = 120;

View WithoutMarks(View line) {
  while (!line.empty() && IsOneOf(line.front(), u"([【《〖·>»•*▲▼◆◇■□●○—- ")) {
    line.remove_prefix(1);
  }
  return line;
}

// Labels of a page: 上一篇:, 附件1, 阅读次数:988, 编辑:茶农. What may be a verb
// of a report (审核:12件) is a label only before a name.
bool IsLabelled(View line) {
  constexpr size_t kLongestLabel = 6;
  const size_t end =
      line.substr(0, kLongestLabel + 1).find_first_of(u":;[(|】]0123456789");
  if (end == npos || end == 0) return false;
  const View label = line.substr(0, end);
  if (IsAnyOf(label,
              {u"上一篇",    u"下一篇",   u"上一条",   u"下一条",   u"上一页",
               u"下一页",    u"责任编辑", u"责编",     u"附件",     u"附件下载",
               u"相关附件",  u"相关链接", u"相关阅读", u"相关文章", u"推荐阅读",
               u"分享到",    u"字号",     u"字体",     u"浏览次数", u"阅读次数",
               u"点击次数",  u"点击量",   u"浏览量",   u"阅读量",   u"当前位置",
               u"您的位置",  u"联系电话", u"咨询电话", u"传真",     u"邮编",
               u"邮政编码",  u"备案号",   u"主办单位", u"承办单位", u"技术支持",
               u"网站标识码"})) {
    return true;
  }
  return line[end] == u':' && !IsDigit(At(line, end + 1)) &&
         IsAnyOf(label, {u"编辑", u"审核", u"审核人", u"编审", u"校对", u"分享",
                         u"打印", u"地址", u"主办", u"承办", u"上篇", u"下篇"});
}

// Sentences that a page speaks to its visitor.
bool SpeaksToVisitor(View line) {
  return StartsWithAny(
      line,
      {u"您对本",       u"您觉得",   u"您认为",   u"您是第", u"您现在的位置",
       u"您所在的位置", u"建议使用", u"最佳浏览", u"请使用", u"扫一扫",
       u"版权所有",     u"打印本页", u"关闭窗口", u"本站已", u"本站总",
       u"本站访",       u"本站共",   u"本网站已", u"本页面", u"网站地图",
       u"友情链接",     u"温馨提示", u"已阅读",   u"微信扫"});
}

// What pages count: visits, votes, comments, pages of a list.
bool IsCounter(View line) {
  // Longer lines may say what a report counts: 全年网站1203456次浏览.
  constexpr size_t kLongestCounter = 12;
  if (line.size() <= kLongestCounter &&
      EndsWithAny(
          line, {u"条评论", u"人评论", u"人点赞", u"次点赞", u"个赞", u"人喜欢",
                 u"都看过", u"人看过", u"人投票", u"次下载", u"次分享",
                 u"人阅读", u"次阅读", u"次浏览", u"人在线", u"参与投票"})) {
    return true;
  }
  return ContainsAny(
      line, {u"今日访问", u"昨日访问", u"今日浏览", u"在线人数", u"当前在线",
             u"每页",     u"分辨率",   u"公网安备", u"ICP备",    u"阅读需",
             u"阅读时长", u"本文共",   u"本页面的", u"票)",      u"KB)",
             u"MB)",      u"KB]",      u"MB]",      u"kb)",      u"Kb)",
             u"条记录",   u"跳转到",   u"尾页",     u"末页"});
}

// Headings of what other articles are called.
bool HeadsRelated(View line) {
  constexpr size_t kLongest = 10;
  if (line.size() > kLongest) return false;
  while (!line.empty() && IsOneOf(line.back(), u":>»】]) ")) {
    line.remove_suffix(1);
  }
  return IsAnyOf(
      line, {u"相关阅读", u"相关链接", u"相关文章", u"相关新闻", u"相关推荐",
             u"推荐阅读", u"推荐新闻", u"延伸阅读", u"热点推荐", u"热门推荐",
             u"热门新闻", u"热门文章", u"最新文章", u"最新新闻", u"最新动态",
             u"网友评论", u"最新评论", u"相关信息", u"猜你喜欢", u"点击排行",
             u"阅读排行"});
}

bool HasStop(View line) { return line.find_first_of(u"。;") != npos; }

bool IsFurnitureLine(View line) {
  // Headings are passed over, which most short lines are.
  if (std::none_of(line.begin(), line.end(), [](char16_t c) {
        return IsDigit(c) || IsChineseNumeral(c);
      })) {
    return false;
  }
  line = WithoutMarks(line);
  return IsLabelled(line) || SpeaksToVisitor(line) || IsCounter(line);
}

}  // namespace

bool FurnitureReader::Is(const OutlineSentence& sentence) {
  if (sentence.cell >= 0) return false;
  if (sentence.paragraph == paragraph_) return furniture_;
  paragraph_ = sentence.paragraph;
  View line = text_.substr(sentence.begin, kLongestLine + 1);
  line = line.substr(0, line.find(u'\n'));
  const bool paragraph = line.size() > kLongestLine || HasStop(line);
  if (paragraph) related_ = false;
  related_ |= HeadsRelated(WithoutMarks(line));
  furniture_ = related_ || (!paragraph && IsFurnitureLine(line));
  return furniture_;
}

}  // namespace nianbao::extractor
