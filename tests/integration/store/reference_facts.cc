#include "tests/integration/store/reference_facts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "absl/time/time.h"
#include "common/domain/gazetteer.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/integration/store/reference_expressions.h"

namespace nianbao::aggregator {
namespace {

absl::Time ToTime(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

bool IsErroneous(const v1::Report& report, int observation) {
  return std::any_of(report.diagnostics().begin(), report.diagnostics().end(),
                     [observation](const v1::Diagnostic& d) {
                       return d.severity() == v1::Diagnostic::SEVERITY_ERROR &&
                              d.observations(0) == observation;
                     });
}

// True when `a` stands for the issuer rather than `b`.
bool IsBetter(const Fact& a, const Fact& b) {
  if (a.entry == b.entry) return false;
  const int of_a = a.report().year();
  const int of_b = b.report().year();
  if ((of_a == a.year) != (of_b == a.year)) return of_a == a.year;
  if (of_a != of_b) return of_a > of_b;
  return a.upload > b.upload;
}

bool IsPercentage(const v1::Observation& observation) {
  const std::string& unit = observation.quantity().unit();
  return unit == "%" || unit == "百分点";
}

// Reports that say no type are what the project is for.
v1::Report::Type TypeOf(v1::Report::Type type) {
  return type == v1::Report::TYPE_UNSPECIFIED ? v1::Report::TYPE_RULE_OF_LAW
                                              : type;
}

// What one document is known by wherever it lies: where it was published, else
// its content.
std::string DocumentOf(const v1::Report& report) {
  const std::string& source = report.source_uri();
  return source.rfind("http", 0) == 0 || report.content_sha256().empty()
             ? "source " + source
             : "content " + report.content_sha256();
}

void KeepNewestYears(Facts& facts) {
  std::map<int, int> newest;
  for (const auto& [id, fact] : facts) newest[id.first] = id.second;
  std::erase_if(facts, [&newest](const auto& entry) {
    return entry.first.second != newest[entry.first.first];
  });
}

}  // namespace

std::set<int> CurrentReports(const Corpus& corpus, absl::Time moment) {
  using google::protobuf::util::MessageDifferencer;
  std::set<int> current;
  std::map<std::string, int> by_source;
  std::map<std::string, int> by_document;
  for (size_t i = 0; i < corpus.reports.size(); ++i) {
    if (corpus.reports[i].stored_at > moment) break;
    const v1::Report& report = corpus.reports[i].report;
    const auto same_source = by_source.find(report.source_uri());
    // The same report again changes nothing.
    if (same_source != by_source.end() &&
        MessageDifferencer::Equals(corpus.reports[same_source->second].report,
                                   report)) {
      continue;
    }
    std::vector<int> replaced;
    if (same_source != by_source.end()) replaced.push_back(same_source->second);
    const auto same_document = by_document.find(DocumentOf(report));
    if (same_document != by_document.end()) {
      replaced.push_back(same_document->second);
    }
    for (const int old : replaced) {
      current.erase(old);
      by_source.erase(corpus.reports[old].report.source_uri());
      by_document.erase(DocumentOf(corpus.reports[old].report));
    }
    current.insert(static_cast<int>(i));
    by_source[report.source_uri()] = static_cast<int>(i);
    by_document[DocumentOf(report)] = static_cast<int>(i);
  }
  return current;
}

ReferenceSelection::ReferenceSelection(const Catalogue& catalogue,
                                       const Corpus& corpus,
                                       const v1::Selection& selection)
    : catalogue_(catalogue), selection_(selection) {
  for (const v1::DerivedIndicator& derived : selection.derived()) {
    const ReferenceFormula& formula = FormulaOf(derived.formula());
    v1::Indicator& indicator = derived_[derived.name()];
    indicator.set_name(derived.name());
    indicator.set_unit(derived.unit().empty() ? formula.unit : derived.unit());
    indicator.set_measure(formula.measure);
  }
  FindCounted(corpus);
  for (const auto& [upload, entry] : counted_) AddFacts(upload, *entry);
}

void ReferenceSelection::FindCounted(const Corpus& corpus) {
  // Of the reports of one issuer, year and type the one uploaded last counts.
  std::map<std::pair<int, int>, int> newest;
  for (const int i : CurrentReports(corpus, selection_.has_as_of()
                                                ? ToTime(selection_.as_of())
                                                : absl::InfiniteFuture())) {
    const v1::Report& report = corpus.reports[i].report;
    if (report.first_year() != 0 ||
        TypeOf(report.type()) != TypeOf(selection_.report_type())) {
      continue;
    }
    const auto [it, added] =
        newest.emplace(std::pair(corpus.reports[i].issuer, report.year()), i);
    it->second = std::max(it->second, i);
  }
  for (const auto& [id, i] : newest) counted_[i] = &corpus.reports[i];
}

v1::Kind ReferenceSelection::kind() const {
  return selection_.kind() == v1::KIND_UNSPECIFIED ? v1::KIND_LEVEL
                                                   : selection_.kind();
}

void ReferenceSelection::AddFacts(int upload, const CorpusReport& entry) {
  const v1::Report& report = entry.report;
  const Publisher publisher = PublisherOf(catalogue_, report);
  for (int i = 0; i < report.observations_size(); ++i) {
    const v1::Observation& o = report.observations(i);
    const v1::Kind kind_of_o =
        o.kind() == v1::KIND_UNSPECIFIED ? v1::KIND_LEVEL : o.kind();
    if (o.indicator().empty() || !o.headline() || o.year() == 0 ||
        o.scope() == v1::SCOPE_OTHER || kind_of_o != kind()) {
      continue;
    }
    const v1::Indicator* const indicator = catalogue_.Find(o.indicator());
    if (IsPercentage(o) && indicator != nullptr &&
        indicator->measure() != v1::Indicator::MEASURE_RATE) {
      continue;
    }
    const double printed = o.quantity().value();
    const std::optional<double> converted =
        indicator == nullptr ? printed : ConvertedValue(*indicator, o);
    Offer({.entry = &entry,
           .index = i,
           .upload = upload,
           .year = o.year(),
           .value = converted.value_or(printed),
           .inexact = o.quantity().modifier() > v1::MODIFIER_EXACT,
           .erroneous = IsErroneous(report, i),
           .convertible = converted.has_value(),
           .publisher = publisher});
  }
}

void ReferenceSelection::Offer(const Fact& fact) {
  const auto [it, added] = facts_.emplace(
      Id(fact.entry->issuer, fact.observation().indicator(), fact.year), fact);
  if (!added && IsBetter(fact, it->second)) it->second = fact;
}

std::vector<std::string> ReferenceSelection::Names() const {
  std::vector<std::string> names;
  for (const v1::Indicator& i : catalogue_.indicators()) {
    if (Matches(i.name())) names.push_back(i.name());
  }
  std::set<std::string> others;
  for (const auto& [id, fact] : facts_) {
    const std::string& name = std::get<1>(id);
    if (catalogue_.Find(name) == nullptr && Matches(name)) others.insert(name);
  }
  names.insert(names.end(), others.begin(), others.end());
  for (const v1::DerivedIndicator& derived : selection_.derived()) {
    names.push_back(derived.name());
  }
  return names;
}

bool ReferenceSelection::Matches(const std::string& name) const {
  if (selection_.indicators().empty()) return selection_.derived().empty();
  for (const std::string& p : selection_.indicators()) {
    if (p == name) return true;
    if (p.back() == '*' && name.rfind(p.substr(0, p.size() - 1), 0) == 0) {
      return true;
    }
  }
  return false;
}

const v1::Indicator* ReferenceSelection::Find(const std::string& name) const {
  const auto it = derived_.find(name);
  return it != derived_.end() ? &it->second : catalogue_.Find(name);
}

Facts ReferenceSelection::Select(const std::string& name) const {
  Facts facts;
  if (derived_.contains(name)) {
    for (const v1::DerivedIndicator& derived : selection_.derived()) {
      if (derived.name() == name) facts = Derive(derived);
    }
    if (selection_.latest_year()) KeepNewestYears(facts);
  } else {
    facts = Elected(name);
    if (selection_.latest_year()) KeepNewestYears(facts);
    std::erase_if(facts,
                  [this](const auto& entry) { return !Meets(entry.second); });
  }
  std::erase_if(facts, [this](const auto& entry) {
    return !InPlace(entry.second.code()) || !Selects(entry.second.publisher);
  });
  return facts;
}

Facts ReferenceSelection::Elected(const std::string& name) const {
  Facts facts;
  for (const auto& [id, fact] : facts_) {
    if (std::get<1>(id) == name && InYears(fact.year)) {
      facts.emplace(std::pair(std::get<0>(id), fact.year), fact);
    }
  }
  return facts;
}

Facts ReferenceSelection::Derive(const v1::DerivedIndicator& derived) const {
  const ReferenceFormula& formula = FormulaOf(derived.formula());
  std::vector<Facts> operands;
  for (const char* const name : formula.operands) {
    operands.push_back(Elected(name));
  }
  Facts facts;
  for (const auto& [id, first] : operands[0]) {
    Fact fact = first;
    std::vector<double> values;
    for (const Facts& operand : operands) {
      const auto it = operand.find(id);
      if (it == operand.end() || !Meets(it->second) || !Counts(it->second)) {
        break;
      }
      values.push_back(it->second.value);
      fact.inexact |= it->second.inexact;
      fact.erroneous |= it->second.erroneous;
    }
    if (values.size() < operands.size()) continue;
    const std::optional<double> value = formula.evaluate(values);
    if (!value.has_value()) continue;
    fact.value = *value;
    facts.emplace(id, fact);
  }
  return facts;
}

bool ReferenceSelection::Meets(const Fact& fact) const {
  return fact.observation().confidence() >= selection_.min_confidence() &&
         (!selection_.has_updated_after() ||
          fact.entry->stored_at > ToTime(selection_.updated_after())) &&
         (selection_.filter().empty() || FilterOf(selection_.filter())(fact));
}

bool ReferenceSelection::Counts(const Fact& fact) const {
  return fact.convertible &&
         (!fact.erroneous || selection_.include_erroneous());
}

bool ReferenceSelection::InPlace(const std::string& code) const {
  if (selection_.within().empty()) return true;
  const DivisionEntry* d = Gazetteer::Get().Find(code);
  for (; d != nullptr; d = d->parent) {
    const std::string name = "divisions/" + std::string(d->code);
    for (const std::string& within : selection_.within()) {
      if (name == within) return true;
    }
  }
  return false;
}

bool ReferenceSelection::Selects(const Publisher& publisher) const {
  const auto selects = [](const auto& levels, v1::Level level) {
    return levels.empty() ||
           std::find(levels.begin(), levels.end(), level) != levels.end();
  };
  if (!publisher.identified && !selection_.include_unidentified()) return false;
  if (!selects(selection_.levels(), publisher.level)) return false;
  if (publisher.level == v1::LEVEL_DEPARTMENT &&
      !selects(selection_.government_levels(), publisher.government_level)) {
    return false;
  }
  // Unidentified departments go with governments: who asks for departments
  // alone does not ask for them.
  const auto& levels = selection_.levels();
  if (!publisher.identified && !levels.empty() &&
      std::all_of(levels.begin(), levels.end(),
                  [](int level) { return level == v1::LEVEL_DEPARTMENT; })) {
    return false;
  }
  const auto& bodies = selection_.bodies();
  return bodies.empty() ||
         (publisher.body != 0 &&
          std::find(bodies.begin(), bodies.end(),
                    BodyName(catalogue_, publisher.body)) != bodies.end());
}

bool ReferenceSelection::InYears(int year) const {
  return year >= selection_.first_year() &&
         (selection_.last_year() == 0 || year <= selection_.last_year());
}

}  // namespace nianbao::aggregator
