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
  publish "$work" Baseline
  if [ -n "$peers" ]; then
    npm --prefix bench/peers/postgraphile ci --no-audit --no-fund --silent >&2
    npm --prefix bench/peers/mercurius ci --no-audit --no-fund --silent >&2
  fi
}

# The product of another commit, and the generator that knows its tables.
build_against() {
  rm -rf "$work/against"
  mkdir -p "$work/against/source"
  git archive "$against" | tar -xf - -C "$work/against/source"
  publish "$work/against"
}

# publish FOLDER [Baseline]: the programs beside FOLDER/source.
publish() {
  local settings=(-c Release -p:RunAnalyzers=false -v quiet) native=(--use-current-runtime --no-self-contained -p:PublishReadyToRun=true)
  (
    cd "$1/source"
    dotnet publish src/Api "${settings[@]}" "${native[@]}" -o "$1/product"
    if [ -n "${2:-}" ]; then dotnet publish "bench/$2" "${settings[@]}" "${native[@]}" -o "$1/baseline"; fi
    dotnet publish bench/Generator "${settings[@]}" -o "$1/generator"
  ) >&2
}
