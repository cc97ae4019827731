#include "client/conversion/conversion.h"

#include <map>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "client/archives/archive_reader.h"
#include "client/conversion/docx.h"
#include "client/conversion/odt.h"
#include "client/conversion/pdf_process.h"
#include "client/conversion/pdf_protocol.h"

namespace nianbao::client {
namespace {

// Readers of PDF look for the mark in so many bytes; some files have others
// before it.
constexpr size_t kPdfMarkWithin = 1024;

bool IsPdf(absl::string_view bytes) {
  return absl::StrContains(bytes.substr(0, kPdfMarkWithin), "%PDF-");
}

bool IsZip(absl::string_view bytes) {
  return absl::StartsWith(bytes, "PK\x03\x04");
}

// The parts of an office document that are read, by their names.
using OfficeParts = std::map<std::string, std::string>;

bool IsWantedPart(absl::string_view name) {
  return name == kDocxDocument || name == kDocxStyles || name == kOdtContent ||
         name == kOdtManifest || name == kOdtMediaType;
}

absl::StatusOr<OfficeParts> ReadParts(absl::string_view bytes, size_t limit) {
  absl::StatusOr<std::unique_ptr<ArchiveReader>> archive =
      ArchiveReader::OpenBytes(bytes);
  if (!archive.ok()) return archive.status();
  OfficeParts parts;
  for (;;) {
    const absl::StatusOr<bool> found = (*archive)->Next();
    if (!found.ok()) return found.status();
    if (!*found) return parts;
    const std::string& name = (*archive)->name();
    if (!IsWantedPart(name)) continue;
    absl::StatusOr<std::string> part = (*archive)->Read(limit);
    if (!part.ok()) {
      return absl::Status(part.status().code(),
                          absl::StrCat(name, " ", part.status().message()));
    }
    parts[name] = *std::move(part);
  }
}

// The page of an office document; `bytes` themselves for another zip, which the
// extractor refuses by name.
absl::StatusOr<std::string> ReadOffice(std::string bytes, size_t limit) {
  absl::StatusOr<OfficeParts> parts = ReadParts(bytes, limit);
  if (!parts.ok()) return parts.status();
  if (parts->contains(kDocxDocument)) {
    return DocxToHtml((*parts)[kDocxDocument], (*parts)[kDocxStyles]);
  }
  if (parts->contains(kOdtContent) &&
      absl::StartsWith((*parts)[kOdtMediaType], kOdtMediaTypeValue)) {
    return OdtToHtml((*parts)[kOdtContent], (*parts)[kOdtManifest]);
  }
  return bytes;
}

// The text of a PDF, where each page but the first has a form feed before it.
Readable SplitPages(absl::string_view text) {
  Readable readable;
  readable.content.reserve(text.size());
  readable.page_begins.push_back(0);
  for (const char c : text) {
    if (c == kPageMark) {
      readable.page_begins.push_back(static_cast<int>(readable.content.size()));
    } else {
      readable.content += c;
    }
  }
  return readable;
}

}  // namespace

absl::StatusOr<Readable> ToReadable(std::string bytes, size_t limit) {
  if (IsGzip(bytes)) {
    absl::StatusOr<std::string> unpacked = Gunzip(bytes, limit);
    if (!unpacked.ok()) return unpacked.status();
    bytes = *std::move(unpacked);
  }
  if (IsPdf(bytes)) {
    const absl::StatusOr<std::string> text = PdfToText(bytes, limit);
    if (!text.ok()) return text.status();
    return SplitPages(*text);
  }
  if (!IsZip(bytes)) return Readable{std::move(bytes), {}};
  absl::StatusOr<std::string> page = ReadOffice(std::move(bytes), limit);
  if (!page.ok()) return page.status();
  if (page->size() > limit) {
    return absl::ResourceExhaustedError(
        absl::StrCat("its text is larger than ", limit, " bytes"));
  }
  return Readable{*std::move(page), {}};
}

}  // namespace nianbao::client
