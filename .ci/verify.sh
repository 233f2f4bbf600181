# Sourced by ./haymaker: everything that CI runs. Uses say, die, maven and home of the launcher.

# What tests need beside the JDK and Maven: command, Debian package, what is skipped without it.
needed_tools() {
  cat <<'TABLE'
bash bash tests-of-bash-blocks
script bsdutils tests-of-the-live-view-on-a-terminal
setsid util-linux tests-that-signal-whole-process-groups
TABLE
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
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
    return
  fi
  say "missing, and not installed because this is not root on Debian:"
  printf '  %s\n' "${lines[@]}" >&2
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

verify() {
  install_tools
  mkdir -p "$home/target"
  touch "$home/target/.verify"
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
  printf '%s passed, %s failed, %s skipped\n' "$((tests - failed - skipped))" "$failed" "$skipped"
  exit "$status"
}
