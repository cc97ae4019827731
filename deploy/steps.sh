# Sourced by deploy/quickstart and deploy/test: installing and building, each
# step announced and timed. Sets `root`, the repository's folder, and `build`,
# the build tree: build/ or NIANBAO_BUILD. What the tools print goes into logs
# in the build tree, which are named when a step fails.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$(realpath -m "${NIANBAO_BUILD:-$root/build}")

# step LABEL COMMAND… runs the command and tells how long it took.
step() {
  local label=$1 start=${EPOCHREALTIME/[.,]/} milliseconds
  shift
  echo "==> $label"
  "$@"
  milliseconds=$(((${EPOCHREALTIME/[.,]/} - start) / 1000))
  printf '    done in %d.%d s\n' \
    $((milliseconds / 1000)) $((milliseconds % 1000 / 100))
}

# give_up LOG WHAT: shows the end of a log and ends the script.
give_up() {
  tail -n 30 "$1" >&2
  echo "$2; all that was printed is in $1" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# missing_packages LIST…: what the lists name and this machine has not. A second
# word of a line is a command that makes the package needless.
missing_packages() {
  local package command
  local -A installed=()
  while read -r package; do
    installed[$package]=1
  done < <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' |
    sed -n 's/^ii *//p')
  while read -r package command; do
    [ -n "$package" ] || continue
    [ -z "$command" ] || ! command -v "$command" >/dev/null || continue
    [ -n "${installed[$package]-}" ] || echo "$package"
  done < <(sed 's/#.*//' "$@")
}

# Debian starts a service when it is installed (unless policy-rc.d forbids it) and
# has it start at boot (unless a preset forbids it). Both stand for the time of
# the install alone.
policy=/usr/sbin/policy-rc.d
preset=/etc/systemd/system-preset/00-nianbao-install.preset

forbid_services() {
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\n# Made by Nianbao\nexit 101\n' |
      as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  as_root mkdir -p "$(dirname "$preset")"
  echo 'disable *' | as_root tee "$preset" >/dev/null
}

allow_services() {
  as_root rm -f "$preset"
  ! grep -qs 'Made by Nianbao' "$policy" || as_root rm -f "$policy"
}

# A subshell, for its trap.
apt_install() (
  apt=(as_root env DEBIAN_FRONTEND=noninteractive apt-get -q
    -o DPkg::Lock::Timeout=590)
  trap allow_services EXIT
  forbid_services
  apt-cache show "$@" >/dev/null 2>&1 || "${apt[@]}" update
  "${apt[@]}" install -y --no-install-recommends "$@" || {
    # The lists may be older than the mirror.
    "${apt[@]}" update
    "${apt[@]}" install -y --no-install-recommends "$@"
  }
)

# install_packages LIST…: the packages that the files name.
install_packages() {
  local missing log=$build/install.log
  mapfile -t missing < <(missing_packages "$@")
  if [ ${#missing[@]} -eq 0 ]; then
    echo "    all are there"
    return
  fi
  echo "    missing: ${missing[*]}"
  mkdir -p "$build"
  apt_install "${missing[@]}" >"$log" 2>&1 ||
    give_up "$log" "the packages could not be installed"
}

# Shows ninja's lines as one that is rewritten on a terminal, and elsewhere as one
# line a quarter of the work.
show_progress() {
  local line made total shown=0
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (.*) ]] || continue
    made=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]}
    if [ -t 1 ]; then
      # 79 columns, so that no terminal breaks the line.
      printf '\r    %-75.75s' "$made of $total: ${BASH_REMATCH[3]##* }"
    elif [ $((made * 4 / total)) -gt "$shown" ]; then
      shown=$((made * 4 / total))
      echo "    $made of $total"
    fi
  done
  [ ! -t 1 ] || printf '\r%79s\r' ''
}

# configure OPTION…: makes the build tree, or sets its options.
configure() {
  local log=$build/configure.log
  mkdir -p "$build"
  cmake -S "$root" -B "$build" -G Ninja "$@" >"$log" 2>&1 ||
    give_up "$log" "the build could not be configured"
}

# build_targets [TARGET…]: builds those, or everything.
build_targets() {
  local log=$build/build.log
  # From the first error on; ninja lets other units finish.
  NINJA_STATUS='[%f/%t] ' cmake --build "$build" --parallel "$(nproc)" \
    ${1:+--target "$@"} 2>&1 | tee "$log" | show_progress || {
    sed -n '/^FAILED/,$p' "$log" | head -n 30 >&2
    echo "the build failed; all that was printed is in $log" >&2
    exit 1
  }
}
