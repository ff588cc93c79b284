# shellcheck shell=bash
# Looks at what Gyre needs, and says for each what is there or how to mend it.

faults=0
good() { printf 'ok    %-9s %s\n' "$1" "${*:2}"; }
note() { printf 'note  %-9s %s\n' "$1" "${*:2}"; }
fault() { printf 'FAULT %-9s %s\n' "$1" "${*:2}"; faults=$((faults + 1)); }

reaches() { # HOST PORT
  timeout 3 bash -c "exec 3<>/dev/tcp/$1/$2" 2>/dev/null
}

check_remote() { # WHAT ADDRESS PORT-IF-NONE VARIABLE
  local rest=${2#*://} host remote
  rest=${rest%%[/?]*}
  host=${rest%:*} remote=${rest##*:}
  [ "$host" != "$rest" ] || remote=$3
  if reaches "$host" "$remote"; then good "$1" "$host:$remote answers"; else
    fault "$1" "$host:$remote does not answer; mend $4 or start the server"
  fi
}

check_java() {
  local jdk
  if jdk=$(find_jdk); then good JDK "$jdk"; else
    fault JDK "none of version $java_least; install one (Eclipse Temurin $java_least, say) and set JAVA_HOME"
  fi
  if command -v mvn >/dev/null; then good Maven "$(command -v mvn)"; else fault Maven "none; $maven_advice"; fi
}

check_home() {
  local folder=$home free
  while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
  if [ -w "$folder" ]; then good home "$home"; else fault home "$folder cannot be written to; choose another with --home"; fi
  free=$(df -Pk "$folder" | awk 'NR == 2 { print int($4 / 1048576) }')
  if [ "$free" -ge 5 ]; then good disk "$free GiB free"; else
    fault disk "$free GiB free below $folder, 5 are needed; free some, or choose another home with --home"
  fi
}

check_port() {
  if tells "$home/run/gyre.json" '[0-9]*'; then good port "Gyre runs: $(cat "$home/run/gyre.json")"; elif listens "$port"; then
    fault port "$port on 127.0.0.1 is taken by another program; choose another with --port"
  else good port "$port is free"; fi
}

check_storage() {
  if [ -n "${GYRE_DATABASE_URL:-}" ]; then
    check_remote database "${GYRE_DATABASE_URL#jdbc:}" 5432 GYRE_DATABASE_URL
  elif [ "$(id -u)" = 0 ] && [ "$(uname)" = Linux ] && ! unshare -U true 2>/dev/null; then
    fault database "the embedded PostgreSQL does not run as root here; run Gyre as another user, or set GYRE_DATABASE_URL"
  else good database "embedded in $home/postgres"; fi
  if [ -n "${GYRE_S3_ENDPOINT:-}" ]; then
    case $GYRE_S3_ENDPOINT in https:*) check_remote S3 "$GYRE_S3_ENDPOINT" 443 GYRE_S3_ENDPOINT ;; *)
      check_remote S3 "$GYRE_S3_ENDPOINT" 80 GYRE_S3_ENDPOINT ;;
    esac
  else good S3 "embedded in $home/s3"; fi
}

check_gpu() {
  local gpu
  if gpu=$(nvidia-smi --query-gpu=name,memory.total --format=csv,noheader 2>/dev/null) && [ -n "$gpu" ]; then
    good GPU "$(echo "$gpu" | paste -sd ';' -)"
  else note GPU "none: training runs on the CPU. If there is one, install NVIDIA's driver so that nvidia-smi finds it"; fi
  note jobs "run as your user, in processes of their own: that is no boundary against hostile code"
}

doctor() {
  check_java
  check_home
  check_port
  check_storage
  check_gpu
  [ "$faults" = 0 ] || die 2 "$faults to mend"
}
