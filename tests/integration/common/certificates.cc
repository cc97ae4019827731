#include "tests/integration/common/certificates.h"

#include <cstdlib>
#include <iostream>

#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

// `arguments` are not quoted.
KeyPair MakePair(const std::string& folder, const std::string& name,
                 const std::string& arguments) {
  const std::string base = absl::StrCat(folder, "/", name);
  const KeyPair pair = {absl::StrCat(base, ".crt"), absl::StrCat(base, ".key")};
  const std::string command = absl::StrCat(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
      "-days 2 -subj /CN=",
      name, " -keyout ", pair.key, " -out ", pair.certificate, " ", arguments,
      " 2>", base, ".log");
  if (std::system(command.c_str()) != 0) {
    std::cerr << "failed: " << command << "\n";
    std::abort();
  }
  return pair;
}

}  // namespace

KeyPair MakeAuthority(const std::string& folder, const std::string& name) {
  return MakePair(folder, name, "");
}

KeyPair MakeCertificate(const KeyPair& authority, const std::string& folder,
                        const std::string& name) {
  return MakePair(
      folder, name,
      absl::StrCat("-CA ", authority.certificate, " -CAkey ", authority.key,
                   " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 "
                   "-addext basicConstraints=critical,CA:FALSE"));
}

}  // namespace nianbao
