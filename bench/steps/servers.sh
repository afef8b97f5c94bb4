# Starts and ends the database and the servers: each by its own process id, all on loopback.
# The first port is below those that Linux gives to outgoing connections.

declare -A pid port database cluster_folder
next_port=${KGPLANGRAPH_BENCH_PORT:-25320}

# start_postgres NAME SETTING…: sets PGPORT to the new cluster's.
start_postgres() {
  export PGPORT=$((next_port++)) PGHOST=127.0.0.1 PGUSER=kgplangraph
  {
    printf "listen_addresses = '127.0.0.1'
port = %s
shared_buffers = '1GB'
random_page_cost = 1.1
max_wal_size = '8GB'
log_line_prefix = '%%a '
" "$PGPORT"
    if [ $# -gt 1 ]; then printf '%s
' "${@:2}"; fi
  } >"$work/$1.conf"
  cluster_folder[$1]=$(env -u PGHOST -u PGUSER KGPLANGRAPH_POSTGRES_CONF="$work/$1.conf" tests/Support/postgres-server start)
  pid[$1]=$(head -n 1 "${cluster_folder[$1]}/data/postmaster.pid")
}

connection_to() { echo "Host=$PGHOST;Port=$PGPORT;Username=$PGUSER;Database=$1"; }

# Where the programs are that are started and that fill databases: those of this work tree, or with --against those of another commit.
built=$work

# fill NAME TASKS [PLANS]: a migrated database with a country's plans in it.
fill() {
  psql -d postgres -qc "CREATE DATABASE $1"
  (cd "$work/home" && ConnectionStrings__KGPlanGraph=$(connection_to "$1") ASPNETCORE_ENVIRONMENT=Development "$built/product/KGPlanGraph.Api" migrate) >&2
  dotnet "$built/generator/KGPlanGraph.Bench.Generator.dll" "$(connection_to "$1")" --tasks "$2" ${3:+--plans "$3"}
}

# start_product NAME DATABASE SETTING=VALUE…
start_product() {
  local name=$1
  database[$name]=$2
  port[$name]=$((next_port++))
  (
    cd "$work/home"
    exec env ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS="http://127.0.0.1:${port[$name]}" \
      ConnectionStrings__KGPlanGraph="$(connection_to "$2")" "${@:3}" "$built/product/KGPlanGraph.Api" serve
  ) >"$work/$name.log" 2>&1 &
  pid[$name]=$!
  wait_for "$name"
  token=${token:-$(token_of --role READER)}
}

# token_of OPTION…: one that all servers accept, for they share a signing key.
token_of() { (cd "$work/home" && ASPNETCORE_ENVIRONMENT=Development "$work/product/KGPlanGraph.Api" token "$@" --minutes 1440); }

start_baseline() {
  port[$1]=$((next_port++))
  database[$1]=$2
  "$work/baseline/KGPlanGraph.Bench.Baseline" "http://127.0.0.1:${port[$1]}" "$(connection_to "$2")" >"$work/$1.log" 2>&1 &
  pid[$1]=$!
  wait_for "$1"
}

# A process for each processor, which is how Node.js servers are run.
start_peer() {
  port[$1]=$((next_port++))
  database[$1]=$2
  local node=node
  if [ -x "bench/peers/$1/node_modules/.bin/node" ]; then node=bench/peers/$1/node_modules/.bin/node; fi
  GRAPHILE_ENV=production NODE_ENV=production "$node" "bench/peers/$1/server.mjs" \
    "${port[$1]}" "postgres://$PGUSER@$PGHOST:$PGPORT/$2" "$(nproc)" >"$work/$1.log" 2>&1 &
  pid[$1]=$!
  wait_for "$1"
}

wait_for() {
  local try
  for ((try = 0; try < 600; try++)); do
    if curl -so /dev/null "http://127.0.0.1:${port[$1]}/"; then return 0; fi
    kill -0 "${pid[$1]}" 2>/dev/null || break
    sleep 0.1
  done
  echo "$1 does not listen:" >&2
  tail -n 20 "$work/$1.log" >&2
  return 1
}

stop() {
  kill "${pid[$1]}" 2>/dev/null || true
  wait "${pid[$1]}" 2>/dev/null || true
  unset "pid[$1]"
}

# Until no statement runs any more and everything that was written is in its files: wrk goes away from requests that are still being answered, and what one
# case left behind would be the next one's time.
wait_until_idle() {
  until [ "$(psql -U admin -d postgres -Atqc "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND state <> 'idle' AND pid <> pg_backend_pid()")" = 0 ]; do
    sleep 0.05
  done
  psql -U admin -d postgres -qc CHECKPOINT
}

stop_everything() {
  local name
  for name in "${!pid[@]}"; do
    if [ -z "${cluster_folder[$name]:-}" ]; then stop "$name"; fi
  done
  for name in "${!cluster_folder[@]}"; do tests/Support/postgres-server stop "${cluster_folder[$name]}"; done
}
