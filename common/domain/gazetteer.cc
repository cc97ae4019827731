#include "common/domain/gazetteer.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/data/embedded_data.h"

namespace nianbao {
namespace {

// Unspecified for other words.
v1::Level ParseLevel(absl::string_view text) {
  if (text == "province") return v1::LEVEL_PROVINCE;
  if (text == "prefecture") return v1::LEVEL_PREFECTURE;
  if (text == "county") return v1::LEVEL_COUNTY;
  if (text == "township") return v1::LEVEL_TOWNSHIP;
  return v1::LEVEL_UNSPECIFIED;
}

}  // namespace

const Gazetteer& Gazetteer::Get() {
  // Never deleted, as threads may read it until the process ends. The data is
  // the program's own: when it is broken, so is the program.
  static const Gazetteer* const gazetteer = [] {
    absl::StatusOr<Gazetteer> parsed = Parse(EmbeddedDivisions());
    absl::Status status = parsed.status();
    if (status.ok()) status = parsed->AddFormerNames(EmbeddedFormerNames());
    if (!status.ok()) {
      std::cerr << "embedded divisions: " << status << "\n";
      std::abort();
    }
    return new Gazetteer(*std::move(parsed));
  }();
  return *gazetteer;
}

absl::StatusOr<Gazetteer> Gazetteer::Parse(absl::string_view csv) {
  Gazetteer gazetteer;
  const size_t lines = std::count(csv.begin(), csv.end(), '\n') + 1;
  // Room for all, so that no entry moves: those below keep pointers to it.
  gazetteer.divisions_.reserve(lines);
  gazetteer.by_code_.reserve(lines);
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(csv, '\n')) {
    ++line_number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    // The first line names the columns.
    if (line_number == 1 || line.empty()) continue;
    auto error = [&](absl::string_view what) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", line_number, ": ", what));
    };
    const std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
    if (fields.size() != 4) return error("expected code,name,level,parent");
    DivisionEntry entry;
    entry.code = fields[0];
    entry.name = fields[1];
    entry.level = ParseLevel(fields[2]);
    if (entry.level == v1::LEVEL_UNSPECIFIED) return error("unknown level");
    if (!fields[3].empty()) {
      entry.parent = gazetteer.Find(fields[3]);
      if (entry.parent == nullptr) return error("parent not yet listed");
    }
    gazetteer.divisions_.push_back(entry);
    const DivisionEntry* const stored = &gazetteer.divisions_.back();
    if (!gazetteer.by_code_.emplace(stored->code, stored).second) {
      return error("code listed twice");
    }
  }
  return gazetteer;
}

absl::Status Gazetteer::AddFormerNames(absl::string_view csv) {
  // Room for all, so that no entry moves.
  former_entries_.reserve(std::count(csv.begin(), csv.end(), '\n') + 1);
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(csv, '\n')) {
    ++line_number;
    if (line_number == 1 || line.empty()) continue;
    auto error = [&](absl::string_view what) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", line_number, ": ", what));
    };
    const std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
    if (fields.size() != 4) return error("expected name,code,parent,until");
    OtherName other{fields[0], Find(fields[1]), 0};
    if (!fields[3].empty() && !absl::SimpleAtoi(fields[3], &other.until)) {
      return error("until is no year");
    }
    if (!fields[1].empty()) {
      if (other.division == nullptr) return error("unknown code");
      former_names_.push_back(other);
      continue;
    }
    DivisionEntry entry;
    entry.name = fields[0];
    entry.level = v1::LEVEL_COUNTY;
    entry.parent = Find(fields[2]);
    if (entry.parent == nullptr) return error("unknown parent");
    former_entries_.push_back(entry);
    other.division = &former_entries_.back();
    former_divisions_.push_back(other);
  }
  return absl::OkStatus();
}

const DivisionEntry* Gazetteer::Find(absl::string_view code) const {
  const auto it = by_code_.find(code);
  return it == by_code_.end() ? nullptr : it->second;
}

std::string Gazetteer::FullName(const DivisionEntry& division) {
  return division.parent == nullptr
             ? std::string(division.name)
             : absl::StrCat(FullName(*division.parent), division.name);
}

// Levels are looked for, not counted: a county of a municipality has no
// prefecture above it.
const DivisionEntry* Gazetteer::Ancestor(const DivisionEntry& division,
                                         v1::Level level) {
  const DivisionEntry* d = &division;
  while (d != nullptr && d->level != level) d = d->parent;
  return d;
}

bool Gazetteer::IsWithin(const DivisionEntry& division,
                         const DivisionEntry& ancestor) {
  const DivisionEntry* d = &division;
  while (d != nullptr && d != &ancestor) d = d->parent;
  return d != nullptr;
}

}  // namespace nianbao
