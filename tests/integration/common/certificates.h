// Certificates made for a test by the openssl command.
#ifndef NIANBAO_TESTS_INTEGRATION_COMMON_CERTIFICATES_H_
#define NIANBAO_TESTS_INTEGRATION_COMMON_CERTIFICATES_H_

#include <string>

namespace nianbao {

// Files of a certificate and its key, in PEM.
struct KeyPair {
  std::string certificate;
  std::string key;
};

// A new authority in `folder`, whose files begin with `name`. The test aborts
// when the command fails, here and below.
KeyPair MakeAuthority(const std::string& folder, const std::string& name);

// A certificate of `authority` with the common name `name`, valid for localhost
// and 127.0.0.1.
KeyPair MakeCertificate(const KeyPair& authority, const std::string& folder,
                        const std::string& name);

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_COMMON_CERTIFICATES_H_
