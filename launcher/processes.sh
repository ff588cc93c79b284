# shellcheck shell=bash
# Starts programs, waits for them, and leaves none behind.

children=()                          # processes to stop at the end, the first of them last
last=""                              # the process started last
started=no                           # whether this launcher is the one that runs on the home
server_file=""                       # run/gyre.json, if this launcher has written it

make_home() {
  (umask 077 && mkdir -p "$home/tmp" "$home/logs")
  home=$(cd "$home" && pwd)          # as Java writes it
  export GYRE_HOME=$home
}

run() { # MODULE [JVM OPTION]... -- [ARGUMENT]...: becomes the program
  local options=() folder=$work/$1 worker=$work/worker program
  [ -z "${GYRE_PACKAGED:-}" ] || { folder=$root/$1/target; worker=$root/worker/target; }
  shift
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  for program in "$folder"/gyre-*-exec.jar; do
    [ -e "$program" ] || die 3 "there is no program in $folder; has its module a main class and the spring-boot-maven-plugin?"
  done
  for worker in "$worker"/gyre-worker-*.jar; do export GYRE_JOBS_WORKERJAR=$worker; done
  if [ -e "$folder/app.aot" ]; then options+=(-XX:AOTCache="$folder/app.aot" -Xlog:aot=off); fi
  # No file outside of the home, not even the JVM's own.
  exec "$JAVA_HOME/bin/java" -XX:-UsePerfData -XX:ErrorFile="$home/logs/crash-%p.log" -XX:+ExitOnOutOfMemoryError \
    --enable-native-access=ALL-UNNAMED -Duser.home="$HOME" -Djava.io.tmpdir="$home/tmp" -Dgyre.home="$home" \
    ${options[@]+"${options[@]}"} -jar "$program" "$@"
}

service() { # MODULE NAME [ARGUMENT]...: with the role, token and port of its file, and no others
  unset GYRE_DATABASE_URL GYRE_DATABASE_USER GYRE_DATABASE_PASSWORD GYRE_DATABASE_ADMINUSER GYRE_DATABASE_ADMINPASSWORD
  unset GYRE_S3_ENDPOINT GYRE_S3_REGION GYRE_S3_BUCKET GYRE_S3_ACCESSKEY GYRE_S3_SECRETKEY
  run "$1" -Xmx256m -XX:+UseSerialGC \
    -Dspring.config.additional-location="optional:file:$home/config/,file:$home/secrets/$2.properties" -- "${@:3}"
}

background() { # COMMAND...: deaf to the terminal, so that Ctrl-C ends things in our order
  (trap '' INT HUP; "$@") </dev/null &
  last=$!
  children+=("$last")
}

pause() { sleep 0.1 & wait $! || true; }                  # unlike a plain sleep, a signal ends it
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
tells() { grep -qs "\"pid\":$2," "$1"; }                  # FILE PROCESS: did this process write it?
setting() { sed -n "s/^$2=//p" "$home/secrets/$1.properties"; }

await() { # NAME PROCESS CONDITION...: until it holds; ends us if the process ends before
  local name=$1 pid=$2 begin=$SECONDS code=0
  shift 2
  until "$@"; do
    if ! kill -0 "$pid" 2>/dev/null; then
      wait "$pid" || code=$?
      die $((code == 2 ? 2 : 3)) "$name did not start; its log is in $home/logs"
    fi
    [ $((SECONDS - begin)) -lt 300 ] || die 4 "$name is not ready after 300 s; its log is in $home/logs"
    pause
  done
}

start_all_in_one() {
  background run standalone -Xmx1g -- --server.port="$port"
  await Gyre "$last" tells "$home/run/gyre.json" "$last"
  started=yes
}

start_distributed() {
  local name process storage processes=()
  ! listens "$port" || die 2 "port $port on 127.0.0.1 is taken by another program; choose another with --port"
  GYRE_SERVICES=$(IFS=,; echo "${services[*]}") background run standalone -Xmx256m -XX:+UseSerialGC -- --infrastructure-only
  storage=$last
  await "The storage" "$storage" tells "$home/run/infrastructure.json" "$storage"
  started=yes
  background run standalone -Xmx256m -XX:+UseSerialGC -- migrate
  wait "$last" || die 3 "the database could not be migrated; see $home/logs/migrate.log"
  children=("$storage")
  for name in "${services[@]}"; do background service "$name-service" "$name"; processes+=("$last"); done
  background service gateway gateway --server.port="$port"
  await "The gateway" "$last" listens "$port"
  for name in "${services[@]}"; do
    process=${processes[0]} processes=("${processes[@]:1}")
    await "The service $name" "$process" listens "$(setting "$name" server.port)"
  done
  server_file=$home/run/gyre.json
  printf '{"pid":%d,"port":%d,"url":"http://127.0.0.1:%d","topology":"distributed"}\n' $$ "$port" "$port" >"$server_file.next"
  mv "$server_file.next" "$server_file"
  say "ready at http://127.0.0.1:$port"
}

stay() { # until something ends, or someone ends us
  local process code
  while :; do
    for process in "${children[@]}"; do
      kill -0 "$process" 2>/dev/null && continue
      code=0
      wait "$process" || code=$?
      # 143: it was asked to end, by 'gyre down' or by hand.
      if [ "$code" = 143 ] || [ "$code" = 0 ]; then exit 0; fi
      die 3 "a process of Gyre has ended with code $code; see $home/logs"
    done
    pause
  done
}

stop() { # PROCESS...: asks, waits, kills
  local begin=$SECONDS
  kill -TERM "$@" 2>/dev/null || true
  while kill -0 "$@" 2>/dev/null; do
    [ $((SECONDS - begin)) -lt 40 ] || kill -KILL "$@" 2>/dev/null || true
    sleep 0.1
  done
}

stop_workers() { # after the servers, who would start others
  local workers
  workers=$(with_argument "-Dgyre.worker.home=$home" | paste -sd ' ' -)
  # shellcheck disable=SC2086
  if [ -n "$workers" ]; then stop $workers; fi
}

finish() { # at every end: the services together, then what they store in
  local code=$?
  trap '' INT TERM HUP
  [ -z "$server_file" ] || rm -f "$server_file"
  if [ "${#children[@]}" -gt 1 ]; then stop "${children[@]:1}"; fi
  if [ "${#children[@]}" -gt 0 ]; then stop "${children[0]}"; fi
  # Workers outlive a server that has failed, for as long as their lease: a new one takes them up.
  if [ "$started" = yes ] && [ "$code" != 3 ]; then stop_workers; fi
  exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

browse() { # opens the front door, where there is a screen
  local opener=""
  if [ "$browser" = yes ] && [ -t 1 ]; then
    if [ "$(uname)" = Darwin ]; then opener=open; elif [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then opener=xdg-open; fi
    if command -v "${opener:-none}" >/dev/null; then "$opener" "http://127.0.0.1:$port/" >/dev/null 2>&1 || true; fi
  fi
}

with_argument() { # TEXT: the processes whose command line has it as one argument
  if [ -d /proc/self ]; then
    grep -lszxF -e "$1" /proc/[0-9]*/cmdline | cut -d/ -f3 || true
  else
    ps -axo pid=,command= | awk -v text=" $1 " 'index($0 " ", text) && !/awk/ { print $1 }'
  fi
}

down() {
  local running storage process others=()
  running=$(with_argument "-Dgyre.home=$home")
  storage=$(sed -n 's/.*"pid":\([0-9]*\),.*/\1/p' "$home/run/infrastructure.json" 2>/dev/null || true)
  for process in $running; do [ "$process" = "$storage" ] || others+=("$process"); done
  if [ "${#others[@]}" -gt 0 ]; then stop "${others[@]}"; fi
  stop_workers
  running=$(with_argument "-Dgyre.home=$home" | paste -sd ' ' -)
  # shellcheck disable=SC2086
  if [ -n "$running" ]; then stop $running; fi
  # A database server outlives a killed process.
  for process in $(with_argument "$home/postgres/data"); do
    kill -INT "$process" 2>/dev/null || true
    while kill -0 "$process" 2>/dev/null; do sleep 0.1; done
  done
  say "nothing runs on $home"
}
