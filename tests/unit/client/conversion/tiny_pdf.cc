#include "tests/unit/client/conversion/tiny_pdf.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/text/utf8.h"

namespace nianbao::client {
namespace tiny_pdf {

constexpr char kToUnicode[] = R"(/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Codes def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
end
end)";

// Objects with their places, for the table at the end.
class Objects {
 public:
  Objects() : bytes_("%PDF-1.4\n") {}

  void Add(const std::string& content) {
    places_.push_back(bytes_.size());
    absl::StrAppend(&bytes_, places_.size(), " 0 obj\n", content, "\nendobj\n");
  }
  void AddStream(const std::string& content) {
    Add(absl::StrCat("<< /Length ", content.size(), " >>\nstream\n", content,
                     "\nendstream"));
  }
  std::string Finish() {
    const size_t table = bytes_.size();
    absl::StrAppend(&bytes_, "xref\n0 ", places_.size() + 1,
                    "\n0000000000 65535 f \n");
    for (const size_t place : places_) {
      absl::StrAppendFormat(&bytes_, "%010u 00000 n \n", place);
    }
    absl::StrAppend(&bytes_, "trailer\n<< /Size ", places_.size() + 1,
                    " /Root 1 0 R >>\nstartxref\n", table, "\n%%EOF\n");
    return bytes_;
  }

 private:
  std::string bytes_;
  std::vector<size_t> places_;
};

std::string Drawing(const std::vector<PdfText>& texts) {
  std::string drawing;
  for (const PdfText& text : texts) {
    std::string codes;
    for (const char16_t unit : FromUtf8(text.text)) {
      absl::StrAppendFormat(&codes, "%04X", unit);
    }
    absl::StrAppendFormat(&drawing, "BT /F1 12 Tf %g %g Td <%s> Tj ET\n",
                          text.x, text.y, codes);
  }
  return drawing;
}

}  // namespace tiny_pdf

std::string TinyPdf(const std::vector<std::vector<PdfText>>& pages) {
  // Objects 1 to 5 are the same in each; then a page and its drawing in turn.
  constexpr int kShared = 5;
  tiny_pdf::Objects objects;
  std::string kids;
  for (size_t i = 0; i < pages.size(); ++i) {
    absl::StrAppend(&kids, kShared + 1 + 2 * i, " 0 R ");
  }
  objects.Add("<< /Type /Catalog /Pages 2 0 R >>");
  objects.Add(absl::StrCat("<< /Type /Pages /Count ", pages.size(), " /Kids [",
                           kids, "] >>"));
  objects.Add(
      "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
      "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>");
  objects.Add(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo "
      "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 "
      "/W [32 126 500] >>");
  objects.AddStream(tiny_pdf::kToUnicode);
  for (size_t i = 0; i < pages.size(); ++i) {
    objects.Add(absl::StrCat(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
        "<< /Font << /F1 3 0 R >> >> /Contents ",
        kShared + 2 + 2 * i, " 0 R >>"));
    objects.AddStream(tiny_pdf::Drawing(pages[i]));
  }
  return objects.Finish();
}

}  // namespace nianbao::client
