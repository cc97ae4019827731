#include "aggregator/query/checks/copy_detector.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace copy_detector_test {

// A report's observations, with the sentences that they point at.
struct Text {
  std::vector<std::string> sentences;
  std::vector<double> values;

  std::vector<ObservationText> Observations() const {
    std::vector<ObservationText> observations;
    for (size_t i = 0; i < sentences.size(); ++i) {
      observations.push_back(
          {.sentence = sentences[i], .unit = "件", .value = values[i]});
    }
    return observations;
  }
};

// Sentences from `first` on, of a text that no other has.
Text Sentences(int first, int count, const std::string& place = "") {
  Text text;
  for (int i = first; i < first + count; ++i) {
    text.sentences.push_back(
        absl::StrCat(place, "全年办理案件", 1000 + 7 * i, "件。"));
    text.values.push_back(1000 + 7 * i);
  }
  return text;
}

std::vector<CopyPair> PairsOf(const std::vector<Text>& texts,
                              const std::vector<int>& issuers) {
  CopyDetector detector;
  for (size_t i = 0; i < texts.size(); ++i) {
    detector.Add(static_cast<uint32_t>(i), issuers[i], texts[i].Observations(),
                 "");
  }
  return *detector.Find([] { return false; });
}

// Values in another order, so that they make no block.
Text Shuffled(Text text) {
  std::mt19937 random(1);
  std::shuffle(text.values.begin(), text.values.end(), random);
  return text;
}

TEST(TextSketchTest, EstimatesTheShareOfSentences) {
  const std::vector<ObservationText> none;
  EXPECT_FALSE(SketchOf(none, "").has_value());
  for (const int shared : {0, 25, 50, 75, 100}) {
    // Of 100 each, so that 200 - shared are there in all.
    const Text a = Sentences(0, 100);
    const Text b = Sentences(100 - shared, 100);
    const double share = SharedSentences(*SketchOf(a.Observations(), ""),
                                         *SketchOf(b.Observations(), ""));
    EXPECT_NEAR(share, shared / (200.0 - shared), 0.19) << shared;
  }
}

TEST(TextSketchTest, NeedsDifferentSentences) {
  Text text = Sentences(0, kMinSentences - 1);
  text.sentences.push_back(text.sentences.back());
  text.values.push_back(1);
  EXPECT_FALSE(SketchOf(text.Observations(), "").has_value());
  EXPECT_TRUE(
      SketchOf(Sentences(0, kMinSentences).Observations(), "").has_value());
}

TEST(TextSketchTest, LeavesSentencesWithSmallFiguresOut) {
  Text small = Sentences(0, 40);
  for (double& value : small.values) value = kTellingValue - 1;
  EXPECT_FALSE(SketchOf(small.Observations(), "").has_value());
  // One telling figure is enough for its sentence.
  const Text telling = Sentences(0, 40);
  for (size_t i = 0; i < telling.values.size(); ++i) {
    small.sentences.push_back(telling.sentences[i]);
    small.values.push_back(kTellingValue);
  }
  EXPECT_EQ(SketchOf(small.Observations(), ""),
            SketchOf(telling.Observations(), ""));
}

TEST(TextSketchTest, LooksPastTheNameOfThePlaceAndSpaces) {
  const Text a = Sentences(0, 20, "海淀区");
  const Text b = Sentences(0, 20, "朝 阳 区");
  EXPECT_EQ(SketchOf(a.Observations(), "海淀"),
            SketchOf(b.Observations(), "朝阳"));
  EXPECT_NE(SketchOf(a.Observations(), ""), SketchOf(b.Observations(), ""));
}

TEST(BlocksTest, SixFiguresInARowOfWhichFourTell) {
  EXPECT_EQ(BlocksOf(Sentences(0, 5).Observations()).size(), 0);
  EXPECT_EQ(BlocksOf(Sentences(0, 8).Observations()).size(), 3);
  Text small = Sentences(0, 8);
  for (size_t i = 0; i < 8; i += 2) small.values[i] = 1;
  EXPECT_EQ(BlocksOf(small.Observations()).size(), 0);
  // Other units are other figures.
  std::vector<ObservationText> others = Sentences(0, 6).Observations();
  others[2].unit = "人";
  EXPECT_NE(BlocksOf(Sentences(0, 6).Observations()), BlocksOf(others));
}

TEST(CopyDetectorTest, FindsSharedSentences) {
  const auto pairs = PairsOf({Sentences(0, 40), Sentences(1000, 40),
                              Shuffled(Sentences(5, 40)), Sentences(2000, 40)},
                             {1, 2, 3, 4});
  ASSERT_EQ(pairs.size(), 1);
  EXPECT_EQ(pairs[0].first, 0);
  EXPECT_EQ(pairs[0].second, 2);
  EXPECT_NEAR(pairs[0].share, 35 / 45.0, 0.2);
  EXPECT_EQ(pairs[0].figures, 0);
}

TEST(CopyDetectorTest, FindsBlocksInOtherWords) {
  Text reworded = Sentences(500, 40);
  const Text table = Sentences(0, 12);
  std::copy(table.values.begin(), table.values.end(),
            reworded.values.begin() + 9);
  Text original = Sentences(0, 40);
  const auto pairs = PairsOf({original, reworded}, {1, 2});
  ASSERT_EQ(pairs.size(), 1);
  EXPECT_EQ(pairs[0].share, 0);
  EXPECT_EQ(pairs[0].figures, 12);
}

TEST(CopyDetectorTest, AnIssuerMayRepeatItself) {
  EXPECT_TRUE(PairsOf({Sentences(0, 40), Sentences(0, 40)}, {1, 1}).empty());
}

TEST(CopyDetectorTest, AFormThatAllShareCostsNoPairOfEachWithEach) {
  std::vector<Text> texts(500, Sentences(0, 20));
  std::vector<int> issuers;
  for (int i = 0; i < 500; ++i) issuers.push_back(i);
  EXPECT_LE(PairsOf(texts, issuers).size(), 500 * CopyDetector::kMaxFollowing);
}

TEST(CopyDetectorTest, Stops) {
  CopyDetector detector;
  detector.Add(0, 1, Sentences(0, 40).Observations(), "");
  EXPECT_EQ(detector.Find([] { return true; }).status().code(),
            absl::StatusCode::kCancelled);
}

}  // namespace copy_detector_test
}  // namespace nianbao::aggregator
