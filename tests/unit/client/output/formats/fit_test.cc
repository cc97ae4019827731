#include "client/output/formats/fit.h"

#include "gmock/gmock.h"

namespace nianbao::client {
namespace fit_test {

using ::testing::ElementsAre;
using ::testing::Optional;

FitColumn Number(int width, Need need = Need::kUsual) {
  return {width, /*may_be_cut=*/false, need};
}

FitColumn Text(int width, Need need = Need::kUsual) {
  return {width, /*may_be_cut=*/true, need};
}

TEST(FitWidths, KeepsWhatFits) {
  EXPECT_THAT(FitWidths({Text(30), Number(5)}, 37),
              Optional(ElementsAre(30, 5)));
  EXPECT_THAT(FitWidths({Text(30)}, 1000), Optional(ElementsAre(30)));
}

TEST(FitWidths, CutsTextsBeforeItLeavesOutColumns) {
  EXPECT_THAT(FitWidths({Text(30), Number(5)}, 36),
              Optional(ElementsAre(29, 5)));
  EXPECT_THAT(FitWidths({Text(10), Text(40), Text(50), Number(5)}, 80),
              Optional(ElementsAre(10, 29, 29, 5)));
}

TEST(FitWidths, LeavesOutTheLastOfThoseThatAreNeededLeast) {
  EXPECT_THAT(FitWidths({Number(10), Number(10), Number(10)}, 22),
              Optional(ElementsAre(10, 10, 0)));
  EXPECT_THAT(FitWidths({Number(10, Need::kIfSeveral), Number(10),
                         Number(10, Need::kMost), Number(10)},
                        34),
              Optional(ElementsAre(0, 10, 10, 10)));
  EXPECT_THAT(FitWidths({Number(10), Number(10), Number(10, Need::kMost)}, 22),
              Optional(ElementsAre(10, 0, 10)));
}

TEST(FitWidths, CutsMoreOfWhatIsNeededMost) {
  EXPECT_THAT(FitWidths({Text(30, Need::kMost), Number(9, Need::kMost)}, 20),
              Optional(ElementsAre(9, 9)));
}

TEST(FitWidths, SaysWhereEvenThatDoesNotFit) {
  EXPECT_EQ(FitWidths({Text(30, Need::kMost), Number(9, Need::kMost)}, 18),
            std::nullopt);
}

TEST(CutToWidth, KeepsWholeCharacters) {
  EXPECT_EQ(CutToWidth("海淀区", 6), "海淀区");
  EXPECT_EQ(CutToWidth("海淀区", 5), "海淀…");
  EXPECT_EQ(CutToWidth("海淀区", 4), "海…");
  EXPECT_EQ(CutToWidth("abc", 1), "…");
  EXPECT_EQ(CutToWidth("e\u0301bcd", 3), "e\u0301b…");
  EXPECT_EQ(CutToWidth("", 1), "");
}

}  // namespace fit_test
}  // namespace nianbao::client
