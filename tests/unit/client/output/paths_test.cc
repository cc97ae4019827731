#include "client/output/paths.h"

#include "gtest/gtest.h"

namespace nianbao::client {
namespace paths_test {

struct PathCase {
  const char* path;
  const char* source;
  const char* readable;
};

// 海淀 and 联通 in GBK; the first two bytes of the latter look like UTF-8 to
// many programs.
constexpr PathCase kCases[] = {
    {"/a/海淀/100%.txt", "/a/海淀/100%.txt", "/a/海淀/100%.txt"},
    {"/a/\xBA\xA3\xB5\xED.txt", "file:///a/%BA%A3%B5%ED.txt", "/a/海淀.txt"},
    {"/\xC1\xAA\xCD\xA8", "file:///%C1%AA%CD%A8", "/联通"},
    {"/海淀/\xBA\xA3/100%", "file:///海淀/%BA%A3/100%25", "/海淀/海/100%"},
    {"/a?/b#/\xBA\xA3", "file:///a%3F/b%23/%BA%A3", "/a?/b#/海"},
    {"/a/b\xFF\xFE.txt", "file:///a/b%FF%FE.txt", "/a/b%FF%FE.txt"},
    {"/cut\xBA", "file:///cut%BA", "/cut%BA"},
    {"/\x1b[31m\u202Ea\nb", "/\x1b[31m\u202Ea\nb", "/ [31ma b"},
};

TEST(Paths, BecomeSourcesAndAreReadable) {
  for (const PathCase& c : kCases) {
    EXPECT_EQ(SourceOfPath(c.path), c.source);
    EXPECT_EQ(PathOfSource(c.source), c.path) << c.source;
    EXPECT_EQ(ReadablePath(c.path), c.readable);
    EXPECT_EQ(ReadableSource(c.source), c.readable);
  }
}

TEST(Paths, LeaveOtherSourcesAlone) {
  for (const char* source :
       {"https://www.a.test/%B1%A8?x=1", "/a/%B1", "file://host/%B1", ""}) {
    EXPECT_EQ(PathOfSource(source), source);
    EXPECT_EQ(ReadableSource(source), source);
  }
  // What is no encoded byte stays.
  EXPECT_EQ(PathOfSource("file:///a%zz%4"), "/a%zz%4");
}

}  // namespace paths_test
}  // namespace nianbao::client
