// Words are found by their first character: at each character of a name the
// words that begin with it are tried, the longest first. The longest of all
// that stand in the name tells the kind, and of equals the first:
//
//   北京市公安局海淀分局        公安局
//   山海关区水务局              水务局, longer than 海关
//   农业农村和水利局            农业农村和水利, longer than 水利
//
// Hardly more than a dozen words begin with one character.
#include "common/domain/bodies.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao {
namespace {

constexpr absl::string_view kPrefix = "bodies/";

// What the names of governments end in; an office of one goes on: 政府办公室.
constexpr absl::string_view kGovernmentEndings[] = {"政府", "办事处", "街道",
                                                    "镇", "乡"};

// The first character of UTF-8 text that is not empty.
absl::string_view FirstCharacter(absl::string_view text) {
  size_t length = 1;
  while (length < text.size() && (text[length] & 0xC0) == 0x80) ++length;
  return text.substr(0, length);
}

bool IsBodyName(absl::string_view name) {
  return absl::ConsumePrefix(&name, kPrefix) && !name.empty() &&
         absl::ascii_islower(name[0]) &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_';
         });
}

absl::Status Error(const v1::Body& body, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("body '", body.name(), "': ", what));
}

}  // namespace

absl::StatusOr<Bodies> Bodies::Create(std::vector<v1::Body> bodies) {
  Bodies out;
  out.bodies_ = std::move(bodies);
  for (size_t i = 0; i < out.bodies_.size(); ++i) {
    const v1::Body& body = out.bodies_[i];
    if (!IsBodyName(body.name())) {
      return Error(body, "name is not bodies/{body} in lower_snake_case");
    }
    if (body.name() == kOtherBodiesName) {
      return Error(body, "the name is that of departments of no kind");
    }
    if (body.display_name_zh().empty() || body.display_name_en().empty()) {
      return Error(body, "display_name_zh and display_name_en are required");
    }
    if (!out.by_name_.emplace(body.name(), static_cast<int>(i)).second) {
      return Error(body, "is there twice");
    }
    absl::Status status = out.AddWords(static_cast<int>(i));
    if (!status.ok()) return status;
  }
  for (auto& [first, words] : out.words_) {
    std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
      return a.text.size() > b.text.size();
    });
  }
  return out;
}

absl::Status Bodies::AddWords(int body) {
  for (const std::string& text : bodies_[body].names()) {
    if (text.empty()) return Error(bodies_[body], "names has an empty word");
    std::vector<Word>& words = words_[FirstCharacter(text)];
    for (const Word& word : words) {
      if (word.text == text) {
        return Error(bodies_[body],
                     absl::StrCat("names has ", text, ", which tells ",
                                  bodies_[word.body].name(), " already"));
      }
    }
    words.push_back({text, body});
  }
  return absl::OkStatus();
}

const v1::Body* Bodies::Find(absl::string_view issuer_name) const {
  for (absl::string_view ending : kGovernmentEndings) {
    if (absl::EndsWith(issuer_name, ending)) return nullptr;
  }
  const Word* best = nullptr;
  for (absl::string_view rest = issuer_name; !rest.empty();) {
    const absl::string_view first = FirstCharacter(rest);
    const auto it = words_.find(first);
    if (it != words_.end()) {
      for (const Word& word : it->second) {
        if (best != nullptr && word.text.size() <= best->text.size()) break;
        if (absl::StartsWith(rest, word.text)) {
          best = &word;
          break;
        }
      }
    }
    rest.remove_prefix(first.size());
  }
  return best == nullptr ? nullptr : &bodies_[best->body];
}

std::optional<int> Bodies::Number(absl::string_view name) const {
  const auto it = by_name_.find(name);
  if (it == by_name_.end()) return std::nullopt;
  return it->second;
}

}  // namespace nianbao
