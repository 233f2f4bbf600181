# Sourced by ./haymaker: everything that CI runs. Uses say, die, maven and home of the launcher.

# What tests need beside the JDK and Maven: command, Debian package, what is skipped without it.
needed_tools() {
  cat <<'TABLE'
bash bash tests-of-bash-blocks
script bsdutils tests-of-the-live-view-on-a-terminal
curl curl tests-on-a-Docker-engine
setsid util-linux tests-that-signal-whole-process-groups
dockerd docker.io tests-on-a-Docker-engine
busybox busybox-static tests-on-a-Docker-engine
python3 python3-venv sessions-of-the-Azure-CLI-and-of-the-SDK-for-Python-and-the-linter-of-workflows
jq jq tests-of-the-deployment-workflows
shellcheck shellcheck checks-of-the-scripts-in-workflows
TABLE
}

# --- an engine of our own, where there is none and we may start one -----------------------------

engine_answers() { # SOCKET
  [ -S "$1" ] && curl -s --max-time 5 --unix-socket "$1" http://engine/_ping 2>/dev/null | grep -q OK
}

start_engine() {
  [ -z "${DOCKER_HOST:-}" ] || return 0
  ! engine_answers /var/run/docker.sock || return 0
  if [ "$(id -u)" != 0 ] || ! command -v dockerd >/dev/null; then
    say "no Docker engine answers, and none can be started: tests on a Docker engine are skipped"
    return 0
  fi
  # Not below the work tree: a socket's path is short, and its file systems do not nest.
  engine=$(mktemp -d /tmp/haymaker-engine.XXXXXX)
  say "starting a private Docker engine in $engine"
  dockerd --data-root "$engine/data" --exec-root "$engine/exec" --pidfile "$engine/pid" \
    --host "unix://$engine/docker.sock" >"$engine/log" 2>&1 &
  engine_pid=$!
  trap stop_engine EXIT
  local tries
  for tries in $(seq 60); do
    if engine_answers "$engine/docker.sock"; then
      export DOCKER_HOST=unix://$engine/docker.sock
      return 0
    fi
    kill -0 "$engine_pid" 2>/dev/null || break
    sleep 0.5
  done
  say "the Docker engine does not start; its log ends:"
  tail -5 "$engine/log" >&2
}

stop_engine() {
  kill "$engine_pid" 2>/dev/null || return 0
  wait "$engine_pid" 2>/dev/null || true
  # It leaves mounted what containers on the machine's network had.
  awk -v place="$engine/" 'index($2, place) == 1 { print $2 }' /proc/mounts | sort -r |
    xargs -r -n 1 umount -l || true
  rm -rf "$engine" || say "could not remove $engine"
}

install_tools() {
  local missing=() lines=() command package tests
  while read -r command package tests; do
    if ! command -v "$command" >/dev/null; then
      missing+=("$package")
      lines+=("$command (Debian package $package): ${tests//-/ } are skipped without it")
    fi
  done < <(needed_tools)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Debian packages that the tests need: ${missing[*]}"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    return
  fi
  say "missing, and not installed because this is not root on Debian:"
  printf '  %s\n' "${lines[@]}" >&2
}

# Clients that nobody here wrote, each in a virtual environment of its own below the build folder,
# since what they need differs. One that is there with the same pins is kept.
install_clients() {
  command -v python3 >/dev/null || return 0
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null || true
  fi
  client_environment cli azure-emulator
  client_environment sdk azure-emulator
  client_environment lint apps/main
}

client_environment() { # NAME MODULE: what MODULE/src/test/python/NAME.txt pins
  local place=$home/target/clients/$1 pins=$home/$2/src/test/python/$1.txt
  if cmp -s "$pins" "$place/installed.txt"; then return; fi
  say "installing the Python packages of $1.txt for the tests (once; some minutes at most) ..."
  rm -rf "$place"
  mkdir -p "$home/target/clients"
  if python3 -m venv "$place" >"$place.log" 2>&1 &&
    "$place/bin/python" -m pip install -q --disable-pip-version-check -r "$pins" >>"$place.log" 2>&1; then
    cp "$pins" "$place/installed.txt"
  else
    rm -rf "$place"
    say "... it failed; what needs these clients is skipped, and target/clients/$1.log says why"
  fi
}

count_tests() { # ATTRIBUTE -> its sum over all test reports of this run
  find "$home" -path '*-reports/TEST-*.xml' -newer "$home/target/.verify" -print0 |
    xargs -0 -r grep -h -m1 -o "<testsuite [^>]*" |
    sed -n "s/.*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

skipped_tests() {
  find "$home" -path '*-reports/TEST-*.xml' -newer "$home/target/.verify" -print0 |
    xargs -0 -r grep -h -B1 '<skipped' | sed -n 's/.*<testcase name="\([^"]*\)" classname="\([^"]*\)".*/  \2: \1/p; s/.*<skipped message="\([^"]*\)".*/    because \1/p'
}

repeated_tests() {
  find "$home" -path '*-reports/TEST-*.xml' -newer "$home/target/.verify" -print0 |
    xargs -0 -r grep -h -A3 '<testcase' |
    sed -n 's/.*<testcase name="\([^"]*\)" classname="\([^"]*\)".*/  \2: \1/p; /<flaky/s/.*/FLAKY/p' |
    awk '/^FLAKY$/ { print last; next } { last = $0 }' | sort -u
}

# A test engine that breaks off leaves its class without a report, and Maven may call that success.
lost_tests() {
  local file report
  find "$home" -path "$home/target" -prune -o -path '*/src/test/java/*' \
    \( -name '*Test.java' -o -name '*IT.java' \) -print | while read -r file; do
    report=TEST-$(tr / . <<<"${file#*/src/test/java/}")
    report=${report%java}xml
    find "${file%%/src/test/java/*}"/target/*-reports -name "$report" -newer "$home/target/.verify" 2>/dev/null |
      grep -q . || printf '  %s\n' "${file#"$home"/}"
  done
}

verify() {
  install_tools
  start_engine
  install_clients
  mkdir -p "$home/target"
  touch "$home/target/.verify"
  # What a script starts in the background ignores Ctrl-C, and so would all that the tests interrupt.
  if env --default-signal=INT true 2>/dev/null; then plainly=(env --default-signal=INT); fi
  local status=0
  maven --no-transfer-progress verify "$@" || status=$?
  local tests failures errors skipped
  tests=$(count_tests tests)
  failures=$(count_tests failures)
  errors=$(count_tests errors)
  skipped=$(count_tests skipped)
  local failed=$((failures + errors))
  if [ "$skipped" -gt 0 ]; then
    say "skipped:"
    skipped_tests >&2
    if [ "${CI:-}" = true ]; then
      say "in CI a skipped test is a failure"
      status=1
    fi
  fi
  local lost=
  # Of a part of the build, or of one that stopped at a failure, some reports are missing rightly.
  if [ $# -eq 0 ] && [ "$status" -eq 0 ]; then lost=$(lost_tests); fi
  if [ -n "$lost" ]; then
    say "these tests left no report, so nobody knows whether they passed:"
    printf '%s\n' "$lost" >&2
    status=1
  fi
  local repeated
  repeated=$(repeated_tests)
  if [ -n "$repeated" ]; then
    say "passed only when repeated, so there is something to find out:"
    printf '%s\n' "$repeated" >&2
  fi
  cat "$home"/chaos/target/*.count 2>/dev/null || true
  printf '%s passed, %s failed, %s skipped\n' "$((tests - failed - skipped))" "$failed" "$skipped"
  exit "$status"
}
