#include "common/domain/place_forms.h"

#include <string_view>

#include "common/text/utf8.h"

namespace nianbao {
namespace {

// Suffixes of division names, the longest first.
constexpr std::u16string_view kSuffixes[] = {
    u"维吾尔自治区", u"壮族自治区", u"回族自治区", u"自治区", u"自治州",
    u"自治县",       u"自治旗",     u"特别行政区", u"地区",   u"林区",
    u"新区",         u"省",         u"市",         u"区",     u"县",
    u"旗",           u"盟",         u"州"};

// The peoples that autonomous divisions are named after, the longest first.
constexpr std::u16string_view kPeoples[] = {
    u"柯尔克孜族", u"哈萨克族", u"达斡尔族", u"鄂温克族", u"鄂伦春族",
    u"塔吉克族",   u"维吾尔族", u"各族",     u"布依族",   u"朝鲜族",
    u"土家族",     u"哈尼族",   u"傈僳族",   u"拉祜族",   u"东乡族",
    u"纳西族",     u"景颇族",   u"仫佬族",   u"布朗族",   u"撒拉族",
    u"毛南族",     u"仡佬族",   u"锡伯族",   u"阿昌族",   u"普米族",
    u"德昂族",     u"保安族",   u"裕固族",   u"独龙族",   u"蒙古族",
    u"蒙古",       u"哈萨克",   u"柯尔克孜", u"锡伯",     u"塔吉克",
    u"回族",       u"藏族",     u"苗族",     u"彝族",     u"壮族",
    u"满族",       u"侗族",     u"瑶族",     u"白族",     u"傣族",
    u"黎族",       u"佤族",     u"畲族",     u"水族",     u"土族",
    u"羌族",       u"怒族"};

}  // namespace

std::u16string StemOf(absl::string_view display_name) {
  std::u16string name = FromUtf8(display_name);
  for (std::u16string_view suffix : kSuffixes) {
    if (name.size() > suffix.size() + 1 && name.ends_with(suffix)) {
      return name.substr(0, name.size() - suffix.size());
    }
  }
  return {};
}

std::u16string ShortFormOf(absl::string_view display_name) {
  const std::u16string name = FromUtf8(display_name);
  std::u16string_view rest = name;
  if (rest.size() < 5 || rest.substr(rest.size() - 3, 2) != u"自治" ||
      rest.back() == u'区') {
    return {};
  }
  const char16_t kind = rest.back();
  rest.remove_suffix(3);
  for (bool stripped = true; stripped;) {
    stripped = false;
    for (std::u16string_view people : kPeoples) {
      if (rest.size() > people.size() + 1 && rest.ends_with(people)) {
        rest.remove_suffix(people.size());
        stripped = true;
      }
    }
  }
  return std::u16string(rest) + kind;
}

}  // namespace nianbao
