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

}  // namespace

absl::StatusOr<std::string> ToReadable(std::string bytes, size_t limit) {
  if (IsGzip(bytes)) {
    absl::StatusOr<std::string> unpacked = Gunzip(bytes, limit);
    if (!unpacked.ok()) return unpacked;
    bytes = *std::move(unpacked);
  }
  if (IsPdf(bytes)) return PdfToText(bytes, limit);
  if (!IsZip(bytes)) return bytes;
  absl::StatusOr<std::string> page = ReadOffice(std::move(bytes), limit);
  if (page.ok() && page->size() > limit) {
    return absl::ResourceExhaustedError(
        absl::StrCat("its text is larger than ", limit, " bytes"));
  }
  return page;
}

}  // namespace nianbao::client
