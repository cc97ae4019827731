#include "extractor/report/headline.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::extractor {
namespace headline_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class HeadlineTest : public ::testing::Test {
 protected:
  v1::Observation& Add(const std::string& indicator, double value,
                       const std::string& unit) {
    v1::Observation& o = *report_.add_observations();
    o.set_indicator(indicator);
    o.set_kind(v1::KIND_LEVEL);
    o.set_year(2022);
    o.set_scope(v1::SCOPE_ISSUER);
    o.set_confidence(0.9);
    o.mutable_quantity()->set_value(value);
    o.mutable_quantity()->set_unit(unit);
    return o;
  }

  std::vector<int> Headlines() {
    readings_.resize(report_.observations_size());
    SelectHeadlines(readings_, report_);
    std::vector<int> chosen;
    for (int i = 0; i < report_.observations_size(); ++i) {
      if (report_.observations(i).headline()) chosen.push_back(i);
    }
    return chosen;
  }

  v1::Report report_;
  std::vector<Reading> readings_;
};

TEST_F(HeadlineTest, TheTotalStandsForItsParts) {
  Add("indicators/tea.sold", 20, "件");
  Add("indicators/tea.sold", 35, "件");
  Add("indicators/tea.sold", 15, "件");
  EXPECT_THAT(Headlines(), ElementsAre(1));
}

TEST_F(HeadlineTest, ADoubtfulLinkStandsForNothing) {
  Add("indicators/tea.sold", 35, "件");
  Add("indicators/tea.sold", 90, "件").set_confidence(0.64);
  Add("indicators/tea.grown", 3, "件").set_confidence(0.64);
  Add("indicators/tea.poured", 3, "件").set_confidence(0.65);
  EXPECT_THAT(Headlines(), ElementsAre(0, 3));
}

// A total that is in doubt stands for nothing, and so do its parts.
TEST_F(HeadlineTest, APartDoesNotStandForItsTotal) {
  Add("indicators/tea.sold", 35, "件").set_confidence(0.6);
  v1::Observation& part = Add("indicators/tea.sold", 20, "件");
  part.set_relation(v1::RELATION_PART);
  part.set_related(0);
  // Of what it is a part of is not known, or it is of another indicator.
  Add("indicators/tea.poured", 8, "件").set_relation(v1::RELATION_PART);
  v1::Observation& of_another = Add("indicators/tea.grown", 15, "件");
  of_another.set_relation(v1::RELATION_PART);
  of_another.set_related(0);
  EXPECT_THAT(Headlines(), ElementsAre(2, 3));
}

TEST_F(HeadlineTest, OfEqualsTheFirst) {
  Add("indicators/tea.sold", 35, "件");
  Add("indicators/tea.sold", 35, "件");
  EXPECT_THAT(Headlines(), ElementsAre(0));
}

TEST_F(HeadlineTest, OfRatesTheFirst) {
  Add("indicators/tea.rate", 91, "%");
  Add("indicators/tea.rate", 99, "%");
  EXPECT_THAT(Headlines(), ElementsAre(0));
}

TEST_F(HeadlineTest, OneForEachIndicatorYearAndKind) {
  Add("indicators/tea.sold", 35, "件");
  Add("indicators/tea.grown", 3, "件");
  Add("indicators/tea.sold", 90, "件").set_year(2021);
  Add("indicators/tea.sold", 80, "件").set_kind(v1::KIND_TARGET);
  EXPECT_THAT(Headlines(), ElementsAre(0, 1, 2, 3));
}

TEST_F(HeadlineTest, WhatBecameOfAFigureIsChosenNotTheFigure) {
  Add("indicators/tea.days", 60, "天");
  Add("indicators/tea.days", 20, "天");
  readings_.resize(1);
  readings_[0].is_start = true;
  EXPECT_THAT(Headlines(), ElementsAre(1));
}

TEST_F(HeadlineTest, SomeDoNotStandForAll) {
  Add("indicators/tea.rate", 80, "%");
  readings_.resize(1);
  readings_[0].of_some = true;
  EXPECT_THAT(Headlines(), IsEmpty());
}

TEST_F(HeadlineTest, OthersAreNeverChosen) {
  Add("", 35, "件");
  Add("indicators/tea.sold", 90, "件").set_scope(v1::SCOPE_OTHER);
  Add("indicators/tea.sold", 3, "件");
  EXPECT_THAT(Headlines(), ElementsAre(2));
}

TEST_F(HeadlineTest, EmptyReport) { EXPECT_THAT(Headlines(), IsEmpty()); }

}  // namespace headline_test
}  // namespace nianbao::extractor
