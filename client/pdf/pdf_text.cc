#include "client/pdf/pdf_text.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/conversion/pdf_protocol.h"
#include "client/pdf/page.h"
#include "client/pdf/page_furniture.h"
#include "client/pdf/page_lines.h"
#include "client/pdf/paragraphs.h"

namespace nianbao::client {
namespace {

std::string Utf8Of(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  std::string utf8(bytes.begin(), bytes.end());
  std::replace(utf8.begin(), utf8.end(), kPageMark, ' ');
  return utf8;
}

Page ReadPage(const poppler::page& page) {
  std::vector<Piece> pieces;
  for (const poppler::text_box& box : page.text_list()) {
    const poppler::rectf place = box.bbox();
    pieces.push_back({.text = Utf8Of(box.text()),
                      .box = {.left = place.left(),
                              .top = place.top(),
                              .right = place.right(),
                              .bottom = place.bottom()}});
  }
  return LinesOf(std::move(pieces));
}

}  // namespace

absl::StatusOr<std::string> TextOfPdf(const std::string& bytes) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(),
                                            static_cast<int>(bytes.size())));
  if (document == nullptr) {
    return absl::InvalidArgumentError("is damaged: no PDF can be read of it");
  }
  if (document->is_locked()) {
    return absl::InvalidArgumentError("is encrypted");
  }
  const int count = document->pages();
  if (count > kMaxPdfPages) {
    return absl::InvalidArgumentError(
        absl::StrCat("has more than ", kMaxPdfPages, " pages"));
  }
  std::vector<Page> pages;
  for (int i = 0; i < count; ++i) {
    // What is damaged of a page is missing; null where all of it is.
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    pages.push_back(page == nullptr ? Page() : ReadPage(*page));
  }
  DropFurniture(pages);
  std::string text = ParagraphsOf(pages);
  if (!text.empty()) return text;
  return absl::InvalidArgumentError(
      absl::StrCat("is a scan: its ", count,
                   count == 1 ? " page has" : " pages have", " no text"));
}

}  // namespace nianbao::client
