# For backup and restore: finds the database as the server does. ConnectionStrings__KGPlanGraph, which is in Npgsql's words, becomes libpq's variables;
# without it the database is the embedded one, data/kgplangraph.db in the working directory.

# Sets engine, and for PostgreSQL the PG… variables, for SQLite $database. The password goes through the environment, which other users do not see.
find_database() {
  if [ -z "${ConnectionStrings__KGPlanGraph:-}" ]; then
    engine=sqlite database=$PWD/data/kgplangraph.db
    return
  fi
  engine=postgres
  local part
  while IFS= read -r -d ';' part; do
    if [ -n "${part// /}" ]; then set_variable "${part%%=*}" "${part#*=}"; fi
  done <<<"$ConnectionStrings__KGPlanGraph;"
  : "${PGHOST:?ConnectionStrings__KGPlanGraph names no Host}"
  export PGUSER="${PGUSER:-$(id -un)}"
  export PGDATABASE="${PGDATABASE:-$PGUSER}"
}

set_variable() {
  local name=${1,,} value=$2
  name=${name// /}
  case "$value" in [\'\"]*) fail "$1 is quoted in ConnectionStrings__KGPlanGraph, which this script does not read: set PGHOST, PGDATABASE, PGUSER and PGPASSFILE instead." ;; esac
  case "$name" in
    host | server) set_hosts "$value" ;;
    port) export PGPORT="${PGPORT:-$value}" ;;
    database | db) export PGDATABASE="$value" ;;
    username | userid | user | uid) export PGUSER="$value" ;;
    password | psw | pwd) export PGPASSWORD="$value" ;;
    passfile) export PGPASSFILE="$value" ;;
    sslmode)
      value=${value,,}
      export PGSSLMODE="${value/verify/verify-}"
      PGSSLMODE=${PGSSLMODE/--/-}
      ;;
    rootcertificate) export PGSSLROOTCERT="$value" ;;
    sslcertificate) export PGSSLCERT="$value" ;;
    sslkey) export PGSSLKEY="$value" ;;
  esac
}

# Several hosts may have their ports with them: a:5432,b:5433. What is written goes to the one that takes writes.
set_hosts() {
  local host hosts=() ports=() list
  IFS=, read -ra list <<<"$1"
  for host in "${list[@]}"; do
    case "$host" in
      /* | *:*:*) hosts+=("$host") ports+=("") ;;
      *:*) hosts+=("${host%:*}") ports+=("${host##*:}") ;;
      *) hosts+=("$host") ports+=("") ;;
    esac
  done
  PGHOST=$(IFS=, && echo "${hosts[*]}")
  export PGHOST
  if [ -n "${ports[*]// /}" ]; then
    PGPORT=$(IFS=, && echo "${ports[*]}")
    export PGPORT
  fi
  if [ ${#hosts[@]} -gt 1 ]; then export PGTARGETSESSIONATTRS=read-write; fi
}

fail() {
  echo "$1" >&2
  exit 1
}
