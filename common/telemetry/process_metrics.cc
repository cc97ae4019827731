#include "common/telemetry/process_metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace nianbao {
namespace {

// Of all threads, also those that have ended.
double CpuSeconds() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return absl::ToDoubleSeconds(absl::DurationFromTimeval(usage.ru_utime) +
                               absl::DurationFromTimeval(usage.ru_stime));
}

// Second number of /proc/self/statm, in pages.
double ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  double size = 0;
  double resident = 0;
  file >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// One more than there are, as the folder itself is open then.
double OpenFiles() {
  std::error_code error;
  const std::filesystem::directory_iterator files("/proc/self/fd", error);
  return static_cast<double>(std::distance(begin(files), end(files)));
}

}  // namespace

std::vector<ScrapedMetrics::Handle> AddProcessMetrics(ScrapedMetrics& metrics) {
  const double start = absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch());
  std::vector<ScrapedMetrics::Handle> handles;
  handles.push_back(
      metrics.Add({.name = "process_start_time_seconds",
                   .help = "Start of the process since the epoch.",
                   .read = [start] { return start; }}));
  handles.push_back(metrics.Add({.name = "process_cpu_seconds_total",
                                 .help = "User and system time used.",
                                 .type = prometheus::MetricType::Counter,
                                 .read = &CpuSeconds}));
  handles.push_back(metrics.Add({.name = "process_resident_memory_bytes",
                                 .help = "Resident memory.",
                                 .read = &ResidentBytes}));
  handles.push_back(metrics.Add({.name = "process_open_fds",
                                 .help = "Open file descriptors.",
                                 .read = &OpenFiles}));
  return handles;
}

}  // namespace nianbao
