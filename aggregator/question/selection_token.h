// What a row of statistics was made from, as one word: a client hands it back
// to see the observations behind the row.
//
// Base64url of the selection (without its indicators), then, each after a '~':
// the indicator, the year, the level, the level of the government of
// departments, the kind of body, and the narrowest division with the first
// letter of its dimension; empty where rows were not grouped by it. The rows
// for cases lost in 2020 by the counties of Beijing, and by their bureaus of
// public security, have
//
//   {selection}~litigation.lost~2020~3~0~governments~p110000
//   {selection}~litigation.lost~2020~5~3~bodies/public_security~p110000
//
// Tokens are written as rows are: see query/grouping/selection_tokens.h.
#ifndef NIANBAO_AGGREGATOR_QUESTION_SELECTION_TOKEN_H_
#define NIANBAO_AGGREGATOR_QUESTION_SELECTION_TOKEN_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "aggregator/question/questions.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {

// The part of a token up to the first '~'.
std::string SelectionTokenPrefix(const v1::Selection& selection);

// How a token names a kind of body: "governments", "others", or its entry of
// the catalogue.
std::string BodyToken(const Catalogue& catalogue, BodyNumber body);

// The letter that stands before a division: 'p' for DIMENSION_PROVINCE, 'f' for
// DIMENSION_PREFECTURE, 'd' for DIMENSION_DIVISION.
char PlaceLetter(v1::Dimension dimension);

// INVALID_ARGUMENT with BadRequest on selection_token when it is no token. The
// row's indicator need not be in the catalogue: rows of others have tokens,
// too.
absl::StatusOr<RowObservationsQuestion> ReadSelectionToken(
    const Catalogue& catalogue, absl::string_view token);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_SELECTION_TOKEN_H_
