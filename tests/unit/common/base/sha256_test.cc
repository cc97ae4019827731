#include "common/base/sha256.h"

#include "gtest/gtest.h"

namespace nianbao {
namespace sha256_test {

TEST(Sha256Hex, IsTheStandardDigest) {
  EXPECT_EQ(Sha256Hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223"
            "b00361a396177a9cb410ff61f20015ad");
}

}  // namespace sha256_test
}  // namespace nianbao
