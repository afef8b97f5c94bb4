# What the benchmark needs, and the programs that it measures.

install_missing() {
  local missing=()
  command -v wrk >/dev/null || missing+=(wrk)
  compgen -G '/usr/lib/postgresql/*/bin/pg_ctl' >/dev/null || command -v pg_ctl >/dev/null || missing+=(postgresql)
  if [ -n "$peers" ]; then
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
  fi
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "bench/run needs: ${missing[*]}" >&2
    exit 1
  fi
  # Debian's package would start a server of its own.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# Built from a copy: ReadyToRun wants a restore for this processor, which would rewrite the lock files of the work tree.
build() {
  mkdir -p "$work/source"
  git ls-files -co --exclude-standard -- src bench Directory.Build.props Directory.Packages.props global.json .editorconfig |
    while read -r file; do if [ -f "$file" ]; then echo "$file"; fi; done | tar -cf - -T - | tar -xf - -C "$work/source"
  local settings=(-c Release -p:RunAnalyzers=false -v quiet)
  (
    cd "$work/source"
    dotnet publish src/Api "${settings[@]}" --use-current-runtime --no-self-contained -p:PublishReadyToRun=true -o "$work/product"
    dotnet publish bench/Baseline "${settings[@]}" --use-current-runtime --no-self-contained -p:PublishReadyToRun=true -o "$work/baseline"
    dotnet publish bench/Generator "${settings[@]}" -o "$work/generator"
  ) >&2
  if [ -n "$peers" ]; then
    npm --prefix bench/peers/postgraphile ci --no-audit --no-fund --silent >&2
    npm --prefix bench/peers/mercurius ci --no-audit --no-fund --silent >&2
  fi
}
