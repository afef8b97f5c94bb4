# Puts load on servers and writes figures down: a line per round in figures.tsv, single figures in facts.tsv.

fact() { printf '%s\t%s\n' "$1" "$2" >>"$work/facts.tsv"; }

# Processor time in microseconds of a process and those below it; what has ended below it is in its own figures.
processor_time() {
  local children figures id
  until [ "${children-none}" = "$(children_of "$1")" ]; do
    children=$(children_of "$1")
    figures=$(for id in $1 $children; do cat "/proc/$id/stat" 2>/dev/null || true; done)
  done
  awk -v first="$1" -v tick="$(getconf CLK_TCK)" '
    { id = $1; sub(/^.*\) /, ""); time += $12 + $13; if (id == first) time += $14 + $15 }
    END { printf "%d\n", time * 1000000 / tick }' <<<"$figures"
}

children_of() { ps -o pid= --ppid "$1" | tr -s '\n ' ' ' || true; }

# Resident memory in MB of a server with its worker processes.
memory() {
  local id
  for id in ${pid[$1]} $(ps -o pid= --ppid "${pid[$1]}"); do cat "/proc/$id/status" 2>/dev/null || true; done |
    awk '/^VmRSS:/ { kb += $2 } END { printf "%d\n", kb / 1024 }'
}

# load SERVER CASE SECONDS: prints requests, microseconds, p50, p99, errors.
load() {
  local headers="Authorization: Bearer $token"
  if [[ "$1" = baseline* ]] || [ "$1" = postgraphile ] || [ "$1" = mercurius ]; then headers="Accept: application/json"; fi
  if [ "$2" = repeated-br ]; then headers+=$'\n'"Accept-Encoding: br"; fi
  if [ "$2" = unchanged ]; then headers+=$'\n'"If-None-Match: $unchanged_tag"; fi
  local distinct=0
  if [ "$2" = first ] || [ "$2" = documents ]; then distinct=1; fi
  REQUESTS="$work/requests/$2.$1" HEADERS="$headers" DISTINCT=$distinct FIRST=${first:-0} \
    wrk -t1 -c"$connections" -d"$3s" --timeout 10s -s bench/load/requests.lua "http://127.0.0.1:${port[$1]}" | sed -n 's/^FIGURES //p'
}

# The cluster whose processor time counts.
cluster=postgres

# measure CASE SERVER SECONDS [NAME ROUND]: puts the load on an idle database and leaves what wrk says in $figures; with a round also in figures.tsv.
measure() {
  local own data
  wait_until_idle
  own=$(processor_time "${pid[$2]}")
  data=$(processor_time "${pid[$cluster]}")
  figures=$(load "$2" "$1" "$3")
  own=$(($(processor_time "${pid[$2]}") - own))
  data=$(($(processor_time "${pid[$cluster]}") - data))
  [ $# -gt 3 ] || return 0
  awk -v what="$4" -v server="$2" -v round="$5" -v own="$own" -v data="$data" 'BEGIN { OFS = "\t" } {
    print what, server, round, $1 * 1000000 / $2, $3, $4, own / ($1 > 0 ? $1 : 1), data / ($1 > 0 ? $1 : 1), $5 }' <<<"$figures" | tee -a "$work/figures.tsv" >&2
}

# compare "CASE…" SERVER…: warms each server up, then measures them in turn, round after round, so that what disturbs disturbs all.
compare() {
  local case server round
  first=0
  for case in $1; do
    for server in "${@:2}"; do
      measure "$case" "$server" $((seconds * 2))
      first=$((first + ${figures%% *}))
      if [ "$case" = unchanged ]; then check_unchanged; fi
    done
  done
  for ((round = 1; round <= rounds; round++)); do
    for case in $1; do
      for server in "${@:2}"; do
        measure "$case" "$server" "$seconds" "$case" "$round"
        first=$((first + ${figures%% *}))
      done
    done
  done
}

check_unchanged() {
  local status
  status=$(curl -so /dev/null -w '%{http_code}' -H "Authorization: Bearer $token" -H "If-None-Match: $unchanged_tag" \
    "http://127.0.0.1:${port[caching]}$(cut -d' ' -f2 "$work/requests/unchanged.caching")")
  [ "$status" = 304 ] || { echo "an unchanged read is answered $status, not 304" >&2; fact "unchanged read answered" "$status"; }
}

# From exec to the end of the first answer out of an existing database.
measure_start() {
  local try started body='{"query":"{ tasks(first: 1) { nodes { id label title } } }"}' times=()
  for ((try = 0; try < $1; try++)); do
    port[start]=$((next_port++))
    started=$(date +%s%N)
    (
      cd "$work/home"
      exec env ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS="http://127.0.0.1:${port[start]}" \
        ConnectionStrings__KGPlanGraph="$(connection_to bench)" "$work/product/KGPlanGraph.Api" serve
    ) >"$work/start.log" 2>&1 &
    pid[start]=$!
    if [ -z "${token:-}" ]; then
      wait_for start
      token=$(token_of --role READER)
      # The first one also made the signing key: not counted.
      stop start
      try=$((try - 1))
      continue
    fi
    until curl -sf -o /dev/null -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$body" "http://127.0.0.1:${port[start]}/graphql"; do
      kill -0 "${pid[start]}" || { cat "$work/start.log" >&2; return 1; }
      sleep 0.005
    done
    times+=($((($(date +%s%N) - started) / 1000000)))
    fact "memory after the first answer (MB)" "$(memory start)"
    stop start
  done
  fact "start to the first answer (ms)" "$(printf '%s\n' "${times[@]}" | sort -n | awk '{ a[NR] = $1 } END { printf "%d (%d to %d)", a[int((NR + 1) / 2)], a[1], a[NR] }')"
}

# Documents that were never seen, until there were enough of them; then as many again.
measure_documents() {
  local sent pass figures total=0
  echo 'POST /graphql {"query":"query Q@ { tasks(first: 1) { nodes { id } } agencies(first: 1) { nodes { code name } } }"}' >"$work/requests/documents.product"
  fact "memory before distinct documents (MB)" "$(memory product)"
  for pass in 1 2; do
    sent=0
    while [ "$sent" -lt "$documents" ]; do
      first=$total
      figures=$(load product documents 2)
      sent=$((sent + ${figures%% *}))
      total=$((total + ${figures%% *} + 1000))
    done
    fact "memory after $sent more distinct documents (MB)" "$(memory product)"
  done
}

# An export of everything from a server that has just begun: its time, its size, and how far memory rose above idle.
measure_export() {
  local before figures
  ask exporting 'POST /graphql {"query":"{ tasks(first: 1) { nodes { id } } }"}' >"$work/answers/export"
  before=$(memory exporting)
  figures=$(curl -sS -o "$work/answers/export" -w '%{time_total} %{size_download}' -H "Authorization: Bearer $token" "http://127.0.0.1:${port[exporting]}/export.jsonl")
  tail -n 1 "$work/answers/export" | grep -q '"end":true' || { echo "the export broke off" >&2; exit 1; }
  fact "export, lines" "$(grep -c '' "$work/answers/export")"
  fact "export (s)" "${figures% *}"
  fact "export (MB)" "$((${figures#* } / 1000000))"
  fact "memory of an export above idle, at most (MB)" "$(($(awk '/^VmHWM:/ { printf "%d", $2 / 1024 }' "/proc/${pid[exporting]}/status") - before))"
}
