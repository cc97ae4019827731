#include "common/rpc/access/token_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/error_reason.h"
#include "common/base/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace token_file_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string Line(const std::string& token, const std::string& rest) {
  return absl::StrCat(Sha256Hex(token), " ", rest, "\n");
}

TEST(ParseTokensTest, ReadsEntries) {
  const std::string text = absl::StrCat(
      "# who may do what\r\n\n", Line("a", "read,write\tnewsroom  # desk\r"),
      Line("b", "admin ops 2027-01-02"),
      Line("c", "extract x@y.z-1_ 2027-01-02T03:04:05.5+08:00"));
  const auto entries = ParseTokens(text);
  ASSERT_TRUE(entries.ok()) << entries.status();
  ASSERT_EQ(entries->size(), 3);
  EXPECT_THAT((*entries)[0].access,
              ElementsAre(v1::ACCESS_READ, v1::ACCESS_WRITE));
  EXPECT_EQ((*entries)[0].name, "newsroom");
  EXPECT_EQ((*entries)[0].expires, absl::InfiniteFuture());
  EXPECT_THAT((*entries)[1].access, ElementsAre(v1::ACCESS_ADMIN));
  EXPECT_EQ((*entries)[1].expires,
            absl::FromCivil(absl::CivilDay(2027, 1, 2), absl::UTCTimeZone()));
  EXPECT_EQ((*entries)[2].name, "x@y.z-1_");
  EXPECT_EQ((*entries)[2].expires,
            absl::FromCivil(absl::CivilSecond(2027, 1, 1, 19, 4, 5),
                            absl::UTCTimeZone()) +
                absl::Milliseconds(500));
}

TEST(ParseTokensTest, ErrorsNameTheLineAndShowNothingOfIt) {
  const std::string digest = Sha256Hex("x");
  const struct {
    std::string line;
    std::string problem;
  } kCases[] = {
      {"secret", "must hold"},
      {digest + " read", "must hold"},
      {digest + " read secret 2027-01-01 more", "must hold"},
      {digest.substr(1) + " read secret", "digest"},
      {digest + "0 read secret", "digest"},
      {absl::StrCat("g", digest.substr(1), " read secret"), "digest"},
      {digest + " secret x", "access"},
      {digest + " READ secret", "access"},
      {digest + " read, secret", "access"},
      {digest + " unspecified secret", "access"},
      {digest + " read secret/name", "name"},
      {digest + " read " + std::string(65, 's'), "name"},
      {digest + " read secret tomorrow", "expiry"},
      {digest + " read secret 2027-13-01", "expiry"},
      {digest + " read secret 2027-01-01T00:00:00", "expiry"},
      {digest + " read secret infinite-future", "expiry"},
  };
  for (const auto& c : kCases) {
    const absl::Status status =
        ParseTokens(absl::StrCat("# first\n\n", c.line, "\n")).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.line;
    EXPECT_THAT(std::string(status.message()), StartsWith("line 3: "));
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.problem)) << c.line;
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
    EXPECT_THAT(std::string(status.message()),
                Not(HasSubstr(digest.substr(1))));
  }
}

TEST(ParseTokensTest, TakesTenThousandTokensAndNoMore) {
  std::string text;
  for (int i = 0; i < 10000; ++i) absl::StrAppend(&text, Line("t", "read n"));
  EXPECT_TRUE(ParseTokens(text).ok());
  absl::StrAppend(&text, Line("t", "read n"));
  EXPECT_THAT(std::string(ParseTokens(text).status().message()),
              StartsWith("line 10001: "));
}

class TokenFileTest : public ::testing::Test {
 protected:
  ~TokenFileTest() override { std::filesystem::remove(path_); }

  // Replaces the file as a whole, so that each has another inode or time.
  void Write(const std::string& text) {
    const std::string partial = path_ + ".partial";
    std::ofstream(partial) << text;
    std::filesystem::rename(partial, path_);
  }

  std::unique_ptr<TokenFile> Open() {
    auto file = TokenFile::Open(path_);
    EXPECT_TRUE(file.ok()) << file.status();
    return file.ok() ? *std::move(file) : nullptr;
  }

  const std::string path_ = absl::StrCat(
      ::testing::TempDir(), "/tokens-", getpid(), "-",
      ::testing::UnitTest::GetInstance()->current_test_info()->name());
  const absl::Time now_ = absl::FromUnixSeconds(1800000000);
};

TEST_F(TokenFileTest, FindsTheHolder) {
  Write(Line("alpha", "read a") + Line("beta", "write b"));
  const auto file = Open();
  EXPECT_EQ(file->Find("alpha", now_)->name, "a");
  EXPECT_EQ(file->Find("beta", now_)->name, "b");
  for (const char* token : {"", "alph", "alpha ", "ALPHA", "gamma"}) {
    EXPECT_EQ(ReasonOf(file->Find(token, now_).status()), "TOKEN_INVALID")
        << token;
  }
  // A digest is no token.
  EXPECT_FALSE(file->Find(Sha256Hex("alpha"), now_).ok());
}

TEST_F(TokenFileTest, ATokenEndsWithTheMomentOfItsExpiry) {
  const absl::Time end =
      absl::FromCivil(absl::CivilDay(2027, 1, 2), absl::UTCTimeZone());
  Write(Line("alpha", "read a 2027-01-02"));
  const auto file = Open();
  EXPECT_TRUE(file->Find("alpha", end - absl::Nanoseconds(1)).ok());
  const absl::Status expired = file->Find("alpha", end).status();
  EXPECT_EQ(expired.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ReasonOf(expired), "TOKEN_EXPIRED");
}

TEST_F(TokenFileTest, AChangeCountsWithinASecond) {
  Write(Line("alpha", "read a"));
  const auto file = Open();
  EXPECT_TRUE(file->Find("alpha", now_).ok());
  Write(Line("beta", "read b"));
  EXPECT_TRUE(file->Find("alpha", now_ + absl::Milliseconds(999)).ok());
  EXPECT_FALSE(file->Find("alpha", now_ + absl::Seconds(1)).ok());
  EXPECT_TRUE(file->Find("beta", now_ + absl::Seconds(1)).ok());
  // Also after the clock was set back.
  Write(Line("alpha", "read a"));
  EXPECT_TRUE(file->Find("alpha", now_ - absl::Hours(1)).ok());
}

TEST_F(TokenFileTest, ABrokenFileLeavesTheTokensAndIsToldOnce) {
  Write(Line("alpha", "read a"));
  const auto file = Open();
  Write("secret\n");
  ::testing::internal::CaptureStderr();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(file->Find("alpha", now_ + absl::Seconds(i)).ok());
  }
  const std::string told = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(told, HasSubstr("line 1: "));
  EXPECT_EQ(told.find("stay as they were"), told.rfind("stay as they were"));
  EXPECT_THAT(told, Not(HasSubstr("secret")));
  std::filesystem::remove(path_);
  ::testing::internal::CaptureStderr();
  EXPECT_TRUE(file->Find("alpha", now_ + absl::Seconds(4)).ok());
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              HasSubstr("cannot read"));
  Write(Line("beta", "read b"));
  EXPECT_FALSE(file->Find("alpha", now_ + absl::Seconds(5)).ok());
}

// Written to by `>`, it is empty for a moment; a FIFO would hold callers up.
TEST_F(TokenFileTest, WhatCannotServeLeavesTheTokensAndIsKnown) {
  Write(Line("alpha", "read a"));
  const auto file = Open();
  EXPECT_FALSE(file->HasFailed(now_));
  absl::Time now = now_;
  const auto expect_old = [&](const std::string& reason) {
    now += absl::Seconds(1);
    ::testing::internal::CaptureStderr();
    EXPECT_TRUE(file->Find("alpha", now).ok()) << reason;
    EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr(reason));
    EXPECT_TRUE(file->HasFailed(now)) << reason;
  };
  std::ofstream(path_, std::ios::trunc).close();
  expect_old("holds no token any more");
  std::filesystem::remove(path_);
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  expect_old("is no regular file");
  EXPECT_EQ(TokenFile::Open(path_).status().code(),
            absl::StatusCode::kNotFound);
  Write("# nobody\n");
  expect_old("holds no token any more");
  Write(Line("beta", "read b"));
  now += absl::Seconds(1);
  EXPECT_FALSE(file->HasFailed(now));
  EXPECT_TRUE(file->Find("beta", now).ok());
}

TEST_F(TokenFileTest, ManyLookWhileItChanges) {
  Write(Line("always", "read a"));
  const auto file = Open();
  std::atomic<bool> done = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&, now = now_]() mutable {
      while (!done) {
        now += absl::Seconds(1);
        EXPECT_TRUE(file->Find("always", now).ok());
      }
    });
  }
  for (int i = 0; i < 100; ++i) {
    Write(Line("always", "read a") + Line(absl::StrCat(i), "read b"));
  }
  done = true;
  for (std::thread& thread : threads) thread.join();
}

TEST_F(TokenFileTest, AnEmptyFileLetsNobodyIn) {
  Write("");
  EXPECT_FALSE(Open()->Find("", now_).ok());
}

TEST_F(TokenFileTest, FilesThatCannotServeAreErrors) {
  EXPECT_EQ(TokenFile::Open(path_).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(TokenFile::Open(::testing::TempDir()).status().code(),
            absl::StatusCode::kNotFound);
  Write("x");
  EXPECT_EQ(TokenFile::Open(path_).status().code(),
            absl::StatusCode::kInvalidArgument);
  Write(std::string((4 << 20) + 1, '\n'));
  EXPECT_EQ(TokenFile::Open(path_).status().code(),
            absl::StatusCode::kResourceExhausted);
  Write(std::string(4 << 20, '\n'));
  EXPECT_TRUE(TokenFile::Open(path_).ok());
}

}  // namespace token_file_test
}  // namespace nianbao
