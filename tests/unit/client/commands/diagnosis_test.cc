#include "client/commands/running/diagnosis.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace diagnosis_test {

using ::testing::HasSubstr;

TEST(FindingLine, SaysWhatToDoOnlyWhereSomethingIsWrong) {
  EXPECT_EQ(FindingLine({.what = "all is well"}), "ok     all is well\n");
  EXPECT_EQ(FindingLine({.ok = false, .what = "it is not", .next = "mend it"}),
            "wrong  it is not\n       mend it\n");
}

TEST(OfError, TellsTheNextStepByTheKindOfError) {
  struct Case {
    absl::Status error;
    const char* next;
  };
  for (const Case& c : {Case{absl::UnavailableError("e"), "nianbao up"},
                        Case{absl::UnauthenticatedError("e"), "--token-file"},
                        Case{absl::PermissionDeniedError("e"), "--token-file"},
                        Case{absl::UnimplementedError("e"), "--extractor"},
                        Case{absl::InternalError("e"), "log"}}) {
    const Finding finding = OfError(c.error);
    EXPECT_FALSE(finding.ok);
    EXPECT_EQ(finding.what, "e");
    EXPECT_THAT(finding.next, HasSubstr(c.next));
  }
}

TEST(OfVersion, LeavesTheWeightsOutOfTheComparison) {
  EXPECT_TRUE(OfVersion("p", "1.2.3+abcd", "1.2.3").ok);
  EXPECT_TRUE(OfVersion("p", "1.2.3", "1.2.3").ok);
  const Finding finding = OfVersion("p", "1.2.4+abcd", "1.2.3");
  EXPECT_FALSE(finding.ok);
  EXPECT_EQ(finding.what, "p is of version 1.2.4+abcd");
  EXPECT_THAT(finding.next, HasSubstr("1.2.3"));
}

TEST(OfCertificate, WantsTwoWeeks) {
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  EXPECT_TRUE(OfCertificate("p", now + absl::Hours(14 * 24), now).ok);
  EXPECT_FALSE(OfCertificate("p", now + absl::Hours(14 * 24 - 1), now).ok);
  EXPECT_EQ(OfCertificate("p", now - absl::Hours(1), now).what,
            "the certificate of p holds until 2023-11-14");
}

TEST(OfClock, LetsAMinutePass) {
  const absl::Time now = absl::FromUnixSeconds(1'700'000'000);
  EXPECT_TRUE(OfClock(absl::InfinitePast(), now).ok);
  EXPECT_TRUE(OfClock(now + absl::Minutes(1), now).ok);
  const Finding ahead = OfClock(now + absl::Seconds(61), now);
  EXPECT_FALSE(ahead.ok);
  EXPECT_THAT(ahead.what, HasSubstr("1m1s in the future"));
}

}  // namespace diagnosis_test
}  // namespace nianbao::client
