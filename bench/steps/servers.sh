# Starts and ends the database and the servers: each by its own process id, all on loopback.
# The first port is below those that Linux gives to outgoing connections.

declare -A pid port database
next_port=${KGPLANGRAPH_BENCH_PORT:-25320}
postgres_folder=

start_postgres() {
  export PGPORT=$((next_port++)) PGHOST=127.0.0.1 PGUSER=kgplangraph
  printf "listen_addresses = '127.0.0.1'\nport = %s\nshared_buffers = '1GB'\nrandom_page_cost = 1.1\nmax_wal_size = '8GB'\n" "$PGPORT" >"$work/postgresql.conf"
  postgres_folder=$(env -u PGHOST -u PGUSER KGPLANGRAPH_POSTGRES_CONF="$work/postgresql.conf" tests/Support/postgres-server start)
  pid[postgres]=$(head -n 1 "$postgres_folder/data/postmaster.pid")
}

connection_to() { echo "Host=$PGHOST;Port=$PGPORT;Username=$PGUSER;Database=$1"; }

# fill NAME TASKS [PLANS]: a migrated database with a country's plans in it.
fill() {
  psql -d postgres -qc "CREATE DATABASE $1"
  (cd "$work/home" && ConnectionStrings__KGPlanGraph=$(connection_to "$1") ASPNETCORE_ENVIRONMENT=Development "$work/product/KGPlanGraph.Api" migrate) >&2
  dotnet "$work/generator/KGPlanGraph.Bench.Generator.dll" "$(connection_to "$1")" --tasks "$2" ${3:+--plans "$3"}
}

# start_product NAME DATABASE SETTING=VALUE…
start_product() {
  local name=$1
  database[$name]=$2
  port[$name]=$((next_port++))
  (
    cd "$work/home"
    exec env ASPNETCORE_ENVIRONMENT=Development ASPNETCORE_URLS="http://127.0.0.1:${port[$name]}" \
      ConnectionStrings__KGPlanGraph="$(connection_to "$2")" "${@:3}" "$work/product/KGPlanGraph.Api" serve
  ) >"$work/$name.log" 2>&1 &
  pid[$name]=$!
  if [ -z "${token:-}" ]; then
    token=$(cd "$work/home" && ASPNETCORE_ENVIRONMENT=Development "$work/product/KGPlanGraph.Api" token --role READER --minutes 1440)
  fi
  wait_for "$name"
}

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

stop_everything() {
  local name
  for name in "${!pid[@]}"; do
    if [ "$name" != postgres ]; then stop "$name"; fi
  done
  if [ -n "$postgres_folder" ]; then tests/Support/postgres-server stop "$postgres_folder"; fi
}
