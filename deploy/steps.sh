# Sourced by deploy/quickstart and deploy/test: installing and building, each
# step announced and timed. Sets `root`, the repository's folder, and `build`,
# the build tree: build/ or NIANBAO_BUILD.

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

# Packages of the list that are not installed.
missing_packages() {
  local wanted
  wanted=$(sed 's/#.*//' "$root/deploy/packages" | xargs -n1 | sort)
  # shellcheck disable=SC2086  # one argument a package
  comm -23 <(echo "$wanted") \
    <(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $wanted 2>/dev/null |
      sed -n 's/^ii *//p' | sort -u)
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} -eq 0 ]; then
    echo "    all are there"
    return
  fi
  echo "    missing: ${missing[*]}"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q
    -o DPkg::Lock::Timeout=590)
  [ "$(id -u)" -eq 0 ] || apt=(sudo "${apt[@]}")
  apt-cache show "${missing[@]}" >/dev/null 2>&1 || "${apt[@]}" update
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" || {
    # The lists may be older than the mirror.
    "${apt[@]}" update
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}"
  }
}

# build_targets [TARGET…]: a Release build of those, or of everything.
build_targets() {
  [ -f "$build/CMakeCache.txt" ] ||
    cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release
  cmake --build "$build" --parallel "$(nproc)" ${1:+--target "$@"}
}
