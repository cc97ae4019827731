// Limits come from setrlimit(2), which calls may be made from a filter that the
// kernel runs at each call (seccomp(2)). The filter is a program of jumps:
//
//   another architecture's call?        end the process
//   open, openat to write or make?      fail with EPERM
//   one of kDenied?                     fail with EPERM
//   else                                allow
//
// It denies by a list, not allows by one: what libraries call differs from
// release to release, and a reader that stopped at a new harmless call would be
// of no use.
#include "client/pdf/confinement.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace nianbao::client {
namespace {

constexpr rlim_t kMemory = rlim_t{1} << 30;
constexpr rlim_t kProcessorSeconds = 20;
constexpr rlim_t kOpenFiles = 64;

#if defined(__x86_64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "no filter of calls for this architecture"
#endif

// Calls of the other table of x86-64 (x32) have this bit.
constexpr uint32_t kOtherTable = 0x40000000;

constexpr uint32_t kDenied[] = {
    // Files.
    SYS_openat2,
    SYS_unlinkat,
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mkdirat,
    SYS_mknodat,
    SYS_truncate,
    SYS_ftruncate,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_fchown,
    SYS_fchownat,
    SYS_mount,
    SYS_umount2,
    SYS_chroot,
    SYS_renameat,
    // Programs and other processes.
    SYS_execve,
    SYS_execveat,
    SYS_clone,
    SYS_clone3,
    SYS_ptrace,
    SYS_kill,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_setrlimit,
    SYS_prlimit64,
    SYS_bpf,
    SYS_io_uring_setup,
    SYS_userfaultfd,
    SYS_keyctl,
    // The network.
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_sendto,
    SYS_sendmsg,
#if defined(__x86_64__)
    // The same by their older names.
    SYS_creat,
    SYS_unlink,
    SYS_rmdir,
    SYS_rename,
    SYS_link,
    SYS_symlink,
    SYS_mkdir,
    SYS_mknod,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_fork,
    SYS_vfork,
#endif
};

constexpr uint32_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

// The filter, statement by statement.
class CallFilter {
 public:
  CallFilter() {
    Load(offsetof(seccomp_data, arch));
    Unless(BPF_JEQ, kArchitecture, SECCOMP_RET_KILL_PROCESS);
    Load(offsetof(seccomp_data, nr));
    If(BPF_JGE, kOtherTable, kFail);
    for (const uint32_t call : kDenied) If(BPF_JEQ, call, kFail);
    DenyWriting(SYS_openat, /*flags=*/2);
#if defined(__x86_64__)
    DenyWriting(SYS_open, /*flags=*/1);
#endif
    Return(SECCOMP_RET_ALLOW);
  }

  // False where the kernel takes no filter.
  bool Install() {
    sock_fprog program = {
        .len = static_cast<unsigned short>(statements_.size()),  // NOLINT
        .filter = statements_.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
  }

 private:
  static constexpr uint32_t kFail = SECCOMP_RET_ERRNO | EPERM;

  // Loads 32 bits of what is known of the call.
  void Load(size_t offset) {
    statements_.push_back(
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<uint32_t>(offset)));
  }
  void Return(uint32_t action) {
    statements_.push_back(BPF_STMT(BPF_RET | BPF_K, action));
  }
  void If(uint16_t comparison, uint32_t value, uint32_t action) {
    Jump(comparison, value, 0, 1);
    Return(action);
  }
  void Unless(uint16_t comparison, uint32_t value, uint32_t action) {
    Jump(comparison, value, 1, 0);
    Return(action);
  }
  // Passes over so many statements where the comparison holds, or does not.
  void Jump(uint16_t comparison, uint32_t value, uint8_t if_true,
            uint8_t if_false) {
    statements_.push_back(
        BPF_JUMP(static_cast<uint16_t>(BPF_JMP | BPF_K) | comparison, value,
                 if_true, if_false));
  }
  // Lets `call` through only where its argument of that place opens to read.
  void DenyWriting(uint32_t call, size_t flags) {
    constexpr uint8_t kStatements = 4;
    Jump(BPF_JEQ, call, 0, kStatements);
    Load(offsetof(seccomp_data, args) + flags * sizeof(uint64_t));
    Jump(BPF_JSET, kWriting, 0, 1);
    Return(kFail);
    Return(SECCOMP_RET_ALLOW);
  }

  std::vector<sock_filter> statements_;
};

bool Limit(__rlimit_resource resource, rlim_t most) {
  const rlimit limit = {.rlim_cur = most, .rlim_max = most};
  return setrlimit(resource, &limit) == 0;
}

}  // namespace

bool Confine() {
  bool limited = Limit(RLIMIT_CPU, kProcessorSeconds) &&
                 Limit(RLIMIT_FSIZE, 0) && Limit(RLIMIT_CORE, 0) &&
                 Limit(RLIMIT_NOFILE, kOpenFiles);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  // A sanitizer reserves more address space than there is memory.
  limited = limited && Limit(RLIMIT_AS, kMemory);
#endif
  if (!limited || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  (void)CallFilter().Install();
  return true;
}

}  // namespace nianbao::client
