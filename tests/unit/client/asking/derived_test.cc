#include "client/asking/derived.h"

#include "gtest/gtest.h"

namespace nianbao::client {
namespace derived_test {

TEST(ParseDerived, ReadsNameFormulaAndUnit) {
  struct Case {
    const char* text;
    const char* name;
    const char* formula;
    const char* unit;
  };
  for (const Case& c : {
           Case{"a.b=x.y/x.z", "indicators/a.b", "x.y/x.z", ""},
           Case{"indicators/a.b = x.y / x.z ; % ", "indicators/a.b",
                "x.y / x.z", "%"},
           Case{"a.b=x.y;", "indicators/a.b", "x.y", ""},
           Case{"a.b=x.y=1;件/人", "indicators/a.b", "x.y=1", "件/人"},
       }) {
    auto derived = ParseDerived(c.text);
    ASSERT_TRUE(derived.ok()) << c.text << ": " << derived.status();
    EXPECT_EQ(derived->name(), c.name) << c.text;
    EXPECT_EQ(derived->formula(), c.formula) << c.text;
    EXPECT_EQ(derived->unit(), c.unit) << c.text;
  }
}

TEST(ParseDerived, RefusesMissingParts) {
  for (const char* text : {"", "a.b", "=x.y", "a.b=", "a.b= ;%"}) {
    EXPECT_EQ(ParseDerived(text).status().code(),
              absl::StatusCode::kInvalidArgument)
        << text;
  }
}

}  // namespace derived_test
}  // namespace nianbao::client
