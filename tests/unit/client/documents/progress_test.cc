#include "client/documents/progress.h"

#include "gtest/gtest.h"

namespace nianbao::client {
namespace progress_test {

TEST(Progress, TellsRateAndTimeLeft) {
  const struct {
    size_t done;
    size_t failed;
    size_t total;
    double seconds;
    const char* text;
  } kCases[] = {
      {0, 0, 20000, 0, "0 of 20,000 documents, 0 failed"},
      {0, 0, 20000, 3, "0 of 20,000 documents, 0 failed"},
      {5, 0, 20000, 0, "5 of 20,000 documents, 0 failed"},
      {1197, 3, 20000, 1.5,
       "1,200 of 20,000 documents, 3 failed, 800/s, 24 s left"},
      {5, 0, 100, 10, "5 of 100 documents, 0 failed, 0.5/s, 4 min left"},
      {100, 0, 20000, 50,
       "100 of 20,000 documents, 0 failed, 2.0/s, 2 h 46 min left"},
      {100, 0, 100, 10, "100 of 100 documents, 0 failed, 10/s"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ProgressText(c.done, c.failed, c.total,
                           std::chrono::duration<double>(c.seconds)),
              c.text);
  }
}

}  // namespace progress_test
}  // namespace nianbao::client
