// Documents that the extraction benchmark reads.
#ifndef NIANBAO_TESTS_BENCHMARK_EXTRACTION_DOCUMENTS_H_
#define NIANBAO_TESTS_BENCHMARK_EXTRACTION_DOCUMENTS_H_

#include <string>
#include <vector>

#include "nianbao/v1/extractor_service.pb.h"

namespace nianbao {

// The sample reports of tests/testdata that are in Simplified characters,
// thinned with their own sentences that hold no figure, and joined: documents
// of the length (16 KB and more) and the density (about four figures a
// kilobyte) of a county's report. Exits with a message when there are no
// samples.
std::vector<v1::Document> SimplifiedDocuments();

// The same in Traditional characters, as OpenCC's s2t writes them.
std::vector<v1::Document> TraditionalDocuments();

// One document of at least `bytes` bytes, and less than 48 KB more: the
// documents over and over.
v1::Document LongDocument(const std::vector<v1::Document>& documents,
                          size_t bytes);

// Bytes of all documents together.
size_t TotalBytes(const std::vector<v1::Document>& documents);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_EXTRACTION_DOCUMENTS_H_
