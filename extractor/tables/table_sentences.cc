// The order of the words of a cell's sentence, and where each comes from.
//
//     2022年行政处罚案件统计表            caption, if it is a title of a table
//     | 类别     | 数量(件) | 罚款(万元) |
//     | 市场监管 | 45       | 325.6      |
//
//     2022年行政处罚案件统计表,市场监管数量45件。
//     |---caption------------| |row-||col||cell|unit from the header
//
// A header with a year comes first, as sentences begin with the time they speak
// of. Of row and column, the one that says how it is counted (数量, 占比) comes
// last, next to the number. Marks between the words are made up; all other
// units keep their places in the document, from which evidence is quoted.
#include "extractor/tables/table_sentences.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/domain/report_limits.h"
#include "extractor/tables/table_headers.h"
#include "extractor/text/number.h"
#include "extractor/text/outline.h"
#include "extractor/text/words.h"

namespace nianbao::extractor {
namespace {

using Kind = CellWords::Kind;

// Characters of a header that are spelled out, and of all headers of a cell: a
// bound where headers are paragraphs.
constexpr size_t kLongestHeader = 40;
constexpr size_t kLongestPath = 120;

// 占比, 同比增长: what is counted in percent.
bool IsShare(View header) {
  return header.substr(0, 1) == u"占" ||
         EndsWithAny(header, {u"率", u"比例", u"占比", u"比重", u"百分比",
                              u"增幅", u"降幅", u"增速", u"同比", u"环比",
                              u"同比增长", u"同比增减", u"增长", u"%"});
}

// 数量, 件数, 占比: how something is counted, not what.
bool IsMeasure(View header) {
  return IsShare(header) || header.substr(0, 2) == u"同比" ||
         EndsWithAny(header, {u"数", u"数量", u"数值", u"金额", u"合计",
                              u"总计", u"人次", u"本年", u"上年"});
}

// The unit that a noun of measure says: 人数 counts 人. Empty for none.
View UnitOfNoun(View header) {
  for (const auto& [noun, unit] : {std::pair<View, View>{u"人数", u"人"},
                                   {u"人次", u"人次"},
                                   {u"件数", u"件"},
                                   {u"件次", u"件次"},
                                   {u"户数", u"户"},
                                   {u"家数", u"家"},
                                   {u"次数", u"次"},
                                   {u"场次", u"场次"},
                                   {u"场数", u"场"},
                                   {u"批次", u"批次"},
                                   {u"份数", u"份"},
                                   {u"条数", u"条"},
                                   {u"项数", u"项"},
                                   {u"宗数", u"宗"},
                                   {u"起数", u"起"},
                                   {u"期数", u"期"}}) {
    if (EndsWith(header, noun)) return unit;
  }
  return {};
}

bool SaysYear(View header) {
  for (size_t i = header.find(u'年'); i != npos;
       i = header.find(u'年', i + 1)) {
    if (i >= 4 && IsDigit(header[i - 1]) && IsDigit(header[i - 4])) return true;
  }
  return false;
}

// The text being written, each unit with its place.
class SentenceWriter {
 public:
  explicit SentenceWriter(const NormalizedText& text) : text_(text) {
    out_.text.reserve(text.text.size());
    out_.offsets.reserve(text.text.size() + 1);
  }

  size_t size() const { return out_.text.size(); }
  bool full() const { return out_.cells.size() > kMaxObservations; }

  void Copy(size_t begin, size_t end) {
    out_.text.append(text_.text, begin, end - begin);
    out_.offsets.insert(out_.offsets.end(), text_.offsets.begin() + begin,
                        text_.offsets.begin() + end);
  }

  // Units that the document does not have, at the place of `unit`.
  void Put(View units, size_t unit) {
    out_.text.append(units);
    out_.offsets.insert(out_.offsets.end(), units.size(), text_.offsets[unit]);
  }

  char16_t back() const { return out_.text.empty() ? u'\n' : out_.text.back(); }
  View Since(size_t begin) const { return View(out_.text).substr(begin); }

  void Add(CellSentence cell) { out_.cells.push_back(std::move(cell)); }

  // Takes over what was written.
  void Finish(NormalizedText& text) {
    out_.offsets.push_back(text.offsets.back());
    text.text = std::move(out_.text);
    text.offsets = std::move(out_.offsets);
    text.cells = std::move(out_.cells);
  }

 private:
  const NormalizedText& text_;
  NormalizedText out_;
};

// Spells out one table.
class TableSpeller {
 public:
  TableSpeller(const Table& table, const WordTrie& units,
               const NormalizedText& text)
      : text_(text), headers_(table, units, text) {}

  // One of the numbers has a unit: otherwise the table may count anything, as
  // lists of telephone numbers do.
  bool HasUnits() const {
    bool units = false;
    for (size_t row = 0; row < headers_.rows() && !units; ++row) {
      ForEachCount(row, [&](size_t column, int cell) {
        units |= headers_.words()[cell].kind == Kind::kFigure ||
                 Spell(row, column).HasUnit();
      });
    }
    return units;
  }

  void CountNumbers(UnitlessNumbers& unitless) const {
    for (size_t row = 0; row < headers_.rows(); ++row) {
      ForEachCount(row, [&](size_t, int cell) {
        if (unitless.count++ > 0) return;
        const CellWords& words = headers_.words()[cell];
        unitless.first = text_.Original(words.begin, words.end);
      });
    }
  }

  // Writes the text up to the end of the table, from unit `copied` on; where it
  // ends.
  size_t Write(size_t copied, SentenceWriter& out) const {
    for (size_t row = 0; row < headers_.rows() && !out.full(); ++row) {
      const TextRange line = LineOf(row);
      if (line.empty() || line.begin < copied || !Counts(row)) continue;
      out.Copy(copied, line.begin);
      WriteRow(row, out);
      copied = line.end;
    }
    return copied;
  }

 private:
  // What a cell's sentence is made of.
  struct Spelling {
    PlaceHeaders headers;
    // The header that tells the unit; -1 for none.
    int unit_cell = -1;
    // The unit in the text, or in words that it stands for.
    TextRange unit;
    View unit_words;

    bool HasUnit() const { return !unit.empty() || !unit_words.empty(); }
  };

  View Words(int cell) const {
    const CellWords& words = headers_.words()[cell];
    return View(text_.text).substr(words.begin, words.words_end - words.begin);
  }

  template <typename Visit>
  void ForEachCount(size_t row, Visit visit) const {
    for (size_t column = 0; column < headers_.columns(); ++column) {
      const int cell = headers_.FirstAt(row, column);
      if (cell >= 0 && headers_.CountsAt(row, column)) visit(column, cell);
    }
  }

  bool Counts(size_t row) const {
    bool counts = false;
    ForEachCount(row, [&](size_t, int) { counts = true; });
    return counts;
  }

  // The line of the text that the row is.
  TextRange LineOf(size_t row) const {
    for (size_t column = 0; column < headers_.columns(); ++column) {
      const int cell = headers_.FirstAt(row, column);
      if (cell < 0) continue;
      const CellWords& words = headers_.words()[cell];
      if (words.begin == words.end) continue;
      const View text = text_.text;
      const size_t before = text.substr(0, words.begin).rfind(u'\n');
      return {before == npos ? 0 : before + 1,
              std::min(text.find(u'\n', words.end), text.size())};
    }
    return {};
  }

  Spelling Spell(size_t row, size_t column) const {
    Spelling spelling;
    spelling.headers = headers_.At(row, column);
    FindUnit(spelling);
    return spelling;
  }

  // The unit of a number without one: in the brackets of its headers or said by
  // them, those of the column first; in the row; of the whole table.
  void FindUnit(Spelling& spelling) const {
    const PlaceHeaders& headers = spelling.headers;
    for (const auto* path : {&headers.column, &headers.row}) {
      for (auto cell = path->rbegin(); cell != path->rend(); ++cell) {
        const CellWords& words = headers_.words()[*cell];
        if (!words.HasUnit()) continue;
        spelling.unit = {words.unit_begin, words.unit_end};
        return;
      }
      if (path->empty()) continue;
      const View nearest = Words(path->back());
      spelling.unit_words = IsShare(nearest) ? u"%" : UnitOfNoun(nearest);
      if (!spelling.unit_words.empty()) return;
    }
    if (headers.unit_cell >= 0) {
      const CellWords& unit = headers_.words()[headers.unit_cell];
      spelling.unit_cell = headers.unit_cell;
      spelling.unit = {unit.begin, unit.end};
    } else {
      spelling.unit = headers_.unit();
    }
  }

  void WriteRow(size_t row, SentenceWriter& out) const {
    bool first = true;
    ForEachCount(row, [&](size_t column, int cell) {
      if (!first) out.Put(u"\n", headers_.words()[cell].begin);
      first = false;
      WriteCell(cell, Spell(row, column), out);
    });
    WriteRemarks(row, out);
  }

  // Cells of the row that are no label of a number: 备注.
  void WriteRemarks(size_t row, SentenceWriter& out) const {
    bool after = false;
    for (size_t column = 0; column < headers_.columns(); ++column) {
      const int cell = headers_.FirstAt(row, column);
      after |= headers_.CountsAt(row, column);
      if (cell < 0 || !after) continue;
      const CellWords& words = headers_.words()[cell];
      if (words.kind != Kind::kText || words.is_unit ||
          LabelsNumber(row, column)) {
        continue;
      }
      out.Put(u"\n", words.begin);
      out.Copy(words.begin, words.end);
    }
  }

  // A number stands right of the cell.
  bool LabelsNumber(size_t row, size_t column) const {
    for (size_t c = column + 1; c < headers_.columns(); ++c) {
      if (headers_.CountsAt(row, c)) return true;
    }
    return false;
  }

  void WriteCell(int cell, const Spelling& spelling,
                 SentenceWriter& out) const {
    const CellWords& words = headers_.words()[cell];
    CellSentence sentence;
    sentence.begin = out.size();
    sentence.part = spelling.headers.part;
    const TextRange& caption = headers_.caption();
    if (!caption.empty()) {
      out.Copy(caption.begin, caption.end);
      out.Put(u",", words.begin);
      sentence.headers.push_back(text_.Original(caption.begin, caption.end));
    }
    for (const int header : Order(spelling.headers)) {
      WriteHeader(header, sentence.begin, out);
      const CellWords& quoted = headers_.words()[header];
      sentence.headers.push_back(text_.Original(quoted.begin, quoted.end));
    }
    if (spelling.unit_cell >= 0) {
      sentence.headers.push_back(
          text_.Original(spelling.unit.begin, spelling.unit.end));
    }
    // A number right after a number would be one with it.
    if (out.back() < 0x80 && out.size() > sentence.begin) {
      out.Put(u"为", words.begin);
    }
    sentence.cell_begin = out.size();
    out.Copy(words.begin, words.end);
    sentence.cell_end = out.size();
    if (words.kind == Kind::kNumber) {
      if (!spelling.unit_words.empty()) {
        out.Put(spelling.unit_words, words.begin);
      } else {
        out.Copy(spelling.unit.begin, spelling.unit.end);
      }
    }
    out.Put(u"。", words.begin);
    sentence.end = out.size();
    out.Add(std::move(sentence));
  }

  void WriteHeader(int header, size_t begin, SentenceWriter& out) const {
    const CellWords& words = headers_.words()[header];
    // The mark of a list says nothing: 1.行政复议.
    const HeadingMark mark = ReadHeadingMark(text_.text, words.begin);
    const size_t first =
        mark.depth > 0 && words.begin + mark.length < words.words_end
            ? words.begin + mark.length
            : words.begin;
    const size_t room =
        kLongestPath - std::min(kLongestPath, out.size() - begin);
    const size_t length =
        std::min({words.words_end - first, kLongestHeader, room});
    // 2022 and 45 would be one number.
    if (length > 0 && out.size() > begin && IsDigit(out.back()) &&
        IsDigit(text_.text[first])) {
      out.Put(u",", words.begin);
    }
    out.Copy(first, first + length);
    if (words.kind == Kind::kYear && length > 0) out.Put(u"年", words.begin);
  }

  // The headers in the order in which a sentence has them.
  std::vector<int> Order(const PlaceHeaders& headers) const {
    const std::vector<int>* first = &headers.row;
    const std::vector<int>* second = &headers.column;
    if (!first->empty() && !second->empty() &&
        IsMeasure(Words(first->back())) && !IsMeasure(Words(second->back()))) {
      std::swap(first, second);
    }
    std::vector<int> order = *first;
    order.insert(order.end(), second->begin(), second->end());
    std::stable_partition(order.begin(), order.end(), [this](int header) {
      return headers_.words()[header].kind == Kind::kYear ||
             SaysYear(Words(header));
    });
    return order;
  }

  const NormalizedText& text_;
  const TableHeaders headers_;
};

}  // namespace

UnitlessNumbers SpellOutTables(const std::vector<Table>& tables,
                               const WordTrie& units, NormalizedText& text) {
  UnitlessNumbers unitless;
  if (tables.empty()) return unitless;
  SentenceWriter out(text);
  size_t copied = 0;
  for (const Table& table : tables) {
    if (out.full()) break;
    const TableSpeller speller(table, units, text);
    if (speller.HasUnits()) {
      copied = speller.Write(copied, out);
    } else {
      speller.CountNumbers(unitless);
    }
  }
  if (copied == 0 && out.size() == 0) return unitless;
  out.Copy(copied, text.text.size());
  out.Finish(text);
  return unitless;
}

}  // namespace nianbao::extractor
