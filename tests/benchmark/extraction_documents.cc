#include "tests/benchmark/extraction_documents.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <opencc/SimpleConverter.hpp>

#include "absl/strings/str_split.h"
#include "tests/paths.h"

namespace nianbao {
namespace {

constexpr size_t kDocumentBytes = 16 << 10;
// The samples have six times as many figures a kilobyte as the reports of
// counties, which have about four.
constexpr size_t kThinning = 6;
// Sentences of prose in a paragraph.
constexpr size_t kParagraph = 5;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::string> SimplifiedSamples() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(TestData("reports"))) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  const opencc::SimpleConverter t2s("t2s");
  std::vector<std::string> samples;
  for (const std::filesystem::path& path : paths) {
    std::string text = ReadFile(path);
    if (t2s.Convert(text) == text) samples.push_back(std::move(text));
  }
  if (samples.empty()) {
    std::cerr << "no sample reports in " << TestData("reports\n");
    std::exit(2);
  }
  return samples;
}

}  // namespace

std::vector<v1::Document> SimplifiedDocuments() {
  const std::vector<std::string> samples = SimplifiedSamples();
  const std::vector<std::string> prose =
      absl::StrSplit(ReadFile(SourceFile("tests/benchmark/prose.txt")), '\n',
                     absl::SkipEmpty());
  std::vector<v1::Document> documents;
  std::string joined;
  size_t next = 0;
  for (const std::string& sample : samples) {
    const size_t bytes = joined.size() + kThinning * sample.size();
    joined += sample;
    while (joined.size() < bytes) {
      joined += prose[next++ % prose.size()];
      if (next % kParagraph == 0) joined += '\n';
    }
    joined += '\n';
    if (joined.size() < kDocumentBytes) continue;
    documents.emplace_back().set_content(std::move(joined));
    joined.clear();
  }
  return documents;
}

std::vector<v1::Document> TraditionalDocuments() {
  const opencc::SimpleConverter s2t("s2t");
  std::vector<v1::Document> documents = SimplifiedDocuments();
  for (v1::Document& document : documents) {
    document.set_content(s2t.Convert(document.content()));
  }
  return documents;
}

v1::Document LongDocument(const std::vector<v1::Document>& documents,
                          size_t bytes) {
  v1::Document all;
  for (size_t i = 0; all.content().size() < bytes; ++i) {
    all.mutable_content()->append(documents[i % documents.size()].content());
  }
  return all;
}

size_t TotalBytes(const std::vector<v1::Document>& documents) {
  size_t bytes = 0;
  for (const v1::Document& document : documents) {
    bytes += document.content().size();
  }
  return bytes;
}

}  // namespace nianbao
