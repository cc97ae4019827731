// How often tests repeat what they do at random.
#ifndef NIANBAO_TESTS_SANITIZE_ROUNDS_H_
#define NIANBAO_TESTS_SANITIZE_ROUNDS_H_

namespace nianbao {

// `rounds`, or an eighth in a build with sanitizers, in which each takes
// several times as long: what sanitizers look for is in the first rounds as it
// is in the last.
constexpr int Rounds(int rounds) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return (rounds + 7) / 8;
#else
  return rounds;
#endif
}

}  // namespace nianbao

#endif  // NIANBAO_TESTS_SANITIZE_ROUNDS_H_
