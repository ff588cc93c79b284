# shellcheck shell=bash
# Finds Java and Maven, and builds what the launcher starts.

# GYRE_PACKAGED: start the jars as Maven has just packaged them; for tests within the build itself.
work=$root/target/launcher           # extracted programs, their AOT caches, the build's log
java_least=25
maven_advice="install Maven 3.8.7 or newer, so that 'mvn' is on PATH (Gyre is tested with 3.9.16)"

fits() { # DIR: is it a JDK that is new enough?
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$java_least" ]
}

find_jdk() { # prints its folder
  local javac candidate
  javac=$(command -v javac || true)
  for candidate in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" \
    "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}" \
    /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "$(/usr/libexec/java_home -v "$java_least" 2>/dev/null || true)"; do
    if [ -n "$candidate" ] && fits "$candidate"; then echo "$candidate"; return; fi
  done
  return 1
}

need_jdk() {
  JAVA_HOME=$(find_jdk) || die 2 "there is no JDK $java_least at JAVA_HOME, JAVA25_HOME, on PATH, in /usr/lib/jvm," \
    "$HOME/.sdkman or $HOME/.jdks; install one (Eclipse Temurin $java_least, say) and set JAVA_HOME"
  export JAVA_HOME
}

need_maven() { command -v mvn >/dev/null || die 2 "there is no Maven; $maven_advice"; }

unpack_worker() { # the worker is a jar with a folder of libraries beside it; links cost no room
  rm -rf "${work:?}/worker"
  mkdir "$work/worker"
  cp -rl "$root"/worker/target/lib "$root"/worker/target/gyre-worker-*.jar "$work/worker"
}

modules() { printf '%s\n' standalone gateway cli "${services[@]/%/-service}"; }

is_stale() { # has a source changed since the last build?
  [ ! -e "$work/built" ] || [ -n "$(find "$root" \
    \( -name target -o -name node_modules -o -name .git -o -path '*/src/test' \) -prune \
    -o \( -path '*/src/main/*' -o -name pom.xml \) -newer "$work/built" -print -quit)" ]
}

step() { # TITLE COMMAND...: runs it with its output in the build's log, and shows that it goes on
  local title=$1 begin=$SECONDS part=""
  shift
  [ -t 2 ] || say "$title ..."
  background "$@" >>"$work/build.log" 2>&1
  while kill -0 "$last" 2>/dev/null; do
    if [ -t 2 ]; then
      [ "$title" != Building ] || part=$(sed -n 's/^\[INFO\] Building \(Gyre.*\) [0-9].*\[\([0-9]*\/[0-9]*\)\].*/\2 \1/p' "$work/build.log" | tail -n 1)
      printf '\r\033[Kgyre: %s, %d s  %s' "$title" $((SECONDS - begin)) "$part" >&2
    fi
    pause
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
  wait "$last" || { tail -n 25 "$work/build.log" >&2; die 3 "$title failed; all of it is in $work/build.log"; }
  children=()
  say "$title: $((SECONDS - begin)) s"
}

extract() { # MODULE: opens its fat jar, which starts faster and can be cached
  rm -rf "${work:?}/$1"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$root/$1"/target/gyre-*-exec.jar extract --destination "$work/$1"
}

cache_starts() { # one start on a scratch home, from which the JVM learns what to load next time
  local home=$work/scratch pid
  rm -rf "$home"
  make_home
  run standalone -XX:AOTCacheOutput="$work/standalone/app.aot" -- --server.port=0 &
  pid=$!
  trap 'kill -TERM $pid' TERM
  until [ -e "$home/run/gyre.json" ]; do kill -0 "$pid" || return 1; pause; done
  kill -TERM "$pid"
  while kill -0 "$pid" 2>/dev/null; do wait "$pid" || true; done
  rm -rf "$home"
  "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$work/cli/app.aot" -jar "$work"/cli/gyre-*-exec.jar --help
  [ -e "$work/standalone/app.aot" ] && [ -e "$work/cli/app.aot" ]
}

build() {
  local module
  need_jdk
  [ -z "${GYRE_PACKAGED:-}" ] && is_stale || return 0
  need_maven
  mkdir -p "$work"
  : >"$work/build.log"
  touch "$work/started"
  step "Building" mvn -B -ntp -f "$root/pom.xml" -pl "worker,$(modules | paste -sd, -)" -am -DskipTests -Dspotless.check.skip package
  for module in $(modules); do step "Unpacking $module" extract "$module"; done
  step "Unpacking worker" unpack_worker
  step "Preparing fast starts" cache_starts
  mv "$work/started" "$work/built"
}
