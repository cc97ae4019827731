#ifndef NIANBAO_TESTS_LOOPBACK_H_
#define NIANBAO_TESTS_LOOPBACK_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>

#include "common/base/sockets.h"
#include "gtest/gtest.h"

namespace nianbao {

// A connection to 127.0.0.1, over which nothing is said yet.
inline OwnedDescriptor ConnectTo(int port) {
  OwnedDescriptor peer(socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(peer.fd(), reinterpret_cast<sockaddr*>(&address),
                    sizeof(address)),
            0);
  return peer;
}

}  // namespace nianbao

#endif  // NIANBAO_TESTS_LOOPBACK_H_
