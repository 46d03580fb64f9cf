# Sourced by ./run and ./test: Debian packages, and the messages both print. Needs bash; changes nothing by being sourced.

say() { printf '\n==> %s\n' "$*" >&2; }
fail() {
  printf '\nerror: %s\n' "$1" >&2
  shift
  for hint in "$@"; do printf '       %s\n' "$hint" >&2; done
  exit 3
}

# What a build needs, and what the tests need beside it.
build_packages=(g++ cmake ninja-build ccache pkg-config libicu-dev libsimdjson-dev libexpected-dev libtomlplusplus-dev
  libcli11-dev libxxhash-dev)
test_packages=(git libgtest-dev librapidcheck-dev libbenchmark-dev clang-14 libclang-rt-14-dev python3)

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# need PACKAGE...: installs those that are missing; nothing to do takes a moment and touches no network.
need() {
  local package policy missing=() as_root=() log
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    for package in g++ cmake ninja; do
      command -v "$package" >/dev/null ||
        fail "this system has no Debian packages, and '$package' is not there" "install the counterparts of: $*" "then start this again"
    done
    say "This system has no Debian packages: going on with what is installed (wanted: $*)"
    return
  fi
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  if [ ${#missing[@]} -eq 0 ]; then return; fi

  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null ||
      fail "these Debian packages are missing: ${missing[*]}" "installing them takes root rights, and there is no sudo" \
        "as root: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  say "Installing from Debian's packages: ${missing[*]}"
  log=$(mktemp)
  if ! "${as_root[@]}" apt-get update -q >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    say "The list of packages could not be brought up to date; trying with the one that is there"
  fi
  for package in "${missing[@]}"; do
    # Not through a pipe to `grep -q`: under pipefail the early end of grep would count as a failure of apt-cache.
    policy=$(LC_ALL=C apt-cache policy "$package" 2>/dev/null) || policy=
    if ! [[ $policy =~ Candidate:\ [^\(] ]]; then
      rm -f "$log"
      fail "Debian's package '$package' can't be had from the sources of this machine" \
        "check /etc/apt/sources.list* (Debian 12 'main' has it) and the network, or install it by hand; then start this again"
    fi
  done
  if ! "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    fail "apt-get could not install: ${missing[*]}" "its last words are above; when the cause is mended, start this again"
  fi
  rm -f "$log"
  for package in "${missing[@]}"; do
    is_installed "$package" || fail "Debian's package '$package' is still missing after the installation" "try: apt-get install $package"
  done
}

# configure_and_build PRESET [TARGET] [-- CMAKE_OPTION...]: quiet unless it fails. The log is build/PRESET/build.log.
configure_and_build() {
  local preset=$1 target=all log
  shift
  if [ $# -gt 0 ] && [ "$1" != -- ]; then target=$1 && shift; fi
  if [ $# -gt 0 ]; then shift; fi
  mkdir -p "build/$preset"
  log=build/$preset/build.log
  if ! cmake --preset "$preset" "$@" >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    fail "the build '$preset' could not be configured" "all of it: $log"
  fi
  if [ -t 2 ]; then
    # One moving line on a terminal.
    if ! NINJA_STATUS='    %f of %t ' cmake --build --preset "$preset" --target "$target" 2>&1 | tee -a "$log" |
      while IFS= read -r line; do case $line in '    '*) printf '\r\033[K%.78s' "$line" >&2 ;; esac; done; then
      printf '\n' >&2
      grep -E -A12 'error|FAILED' "$log" | head -n 60 >&2
      fail "the build '$preset' failed" "all of it: $log"
    fi
    printf '\r\033[K' >&2
  elif ! cmake --build --preset "$preset" --target "$target" >>"$log" 2>&1; then
    grep -E -A12 'error|FAILED' "$log" | head -n 60 >&2
    fail "the build '$preset' failed" "all of it: $log"
  fi
}
