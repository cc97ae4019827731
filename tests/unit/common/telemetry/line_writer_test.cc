#include "common/telemetry/line_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <memory>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace line_writer_test {

CallRecordPtr Call(const std::string& id) {
  return std::make_shared<const CallRecord>(CallRecord{.request_id = id});
}

std::string RequestId(const CallRecord& call) { return call.request_id; }

class LineWriterTest : public ::testing::Test {
 protected:
  LineWriterTest() {
    EXPECT_EQ(pipe(pipe_), 0);
    writer_ = std::make_unique<LineWriter>(pipe_[1], &RequestId,
                                           [this] { ++dropped_; });
  }
  ~LineWriterTest() override { close(pipe_[0]); }

  // What was written, once all of it has been.
  std::string End() {
    writer_.reset();
    close(pipe_[1]);
    std::string text;
    char buffer[4096];
    ssize_t size = 0;
    while ((size = read(pipe_[0], buffer, sizeof(buffer))) > 0) {
      text.append(buffer, size);
    }
    return text;
  }

  int pipe_[2];
  std::atomic<int> dropped_ = 0;
  std::unique_ptr<LineWriter> writer_;
};

TEST_F(LineWriterTest, WritesInOrderAndAllBeforeItDies) {
  for (const char* id : {"1", "2", "3"}) writer_->Write(Call(id));
  EXPECT_EQ(End(), "1\n2\n3\n");
  EXPECT_EQ(dropped_, 0);
}

// Nobody reads: what the pipe holds and the queue holds is kept, the rest is
// dropped and counted, and neither Write nor the end waits for ever.
TEST_F(LineWriterTest, AReaderThatStoppedCostsLinesOnly) {
  const int kLine = 1000;
  const int kPipe = fcntl(pipe_[1], F_GETPIPE_SZ);
  const int kWritten =
      2 * (static_cast<int>(LineWriter::kMaxQueued) + kPipe / kLine);
  const CallRecordPtr call = Call(std::string(kLine - 1, 'x'));
  for (int i = 0; i < kWritten; ++i) writer_->Write(call);
  const std::string text = End();
  EXPECT_GT(text.size(), 0);
  EXPECT_LE(text.size(), kPipe);
  EXPECT_EQ(text.size() % kLine, 0);
  EXPECT_EQ(dropped_ + static_cast<int>(text.size()) / kLine, kWritten);
}

}  // namespace line_writer_test
}  // namespace nianbao
