# Turns figures.tsv, facts.tsv and shapes.tsv into a section of docs/benchmarks.md.

report() {
  if [ -n "$only" ]; then echo "## Of a run, $only, $(date -u +%F)"; else echo "## Newest full run, $(date -u +%F)"; fi
  echo
  echo "$(git rev-parse --short HEAD)${against:+ beside ${against:0:7}}, $(nproc) cores shared by PostgreSQL $(psql -d postgres -Atqc 'SHOW server_version' | cut -d' ' -f1), the servers and the load; $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)." \
    "$tasks tasks; $rounds rounds of $seconds s, $connections connections. Load of the machine at the end: $(cut -d' ' -f1 /proc/loadavg)."
  if [ -s "$work/figures.tsv" ]; then report_figures; fi
  if [ -s "$work/facts.tsv" ]; then
    echo
    echo "| | |"
    echo "| --- | --- |"
    awk -F '\t' '!($1 in last) { order[++n] = $1 } { last[$1] = $2 } END { for (i = 1; i <= n; i++) print "| " order[i] " | " last[order[i]] " |" }' "$work/facts.tsv"
  fi
  report_shapes
}

report_figures() {
  echo
  echo "| case | server | requests/s (range) | p50 ms | p99 ms | server µs/request | database µs/request | errors |"
  echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
  medians
  echo
  echo "| target | wanted | measured (range over rounds) | |"
  echo "| --- | --- | --- | --- |"
  target "nested list, of the baseline" ">=" 0.95 nested product nested baseline
  target "flat list, of the baseline" ">=" 0.95 flat product flat baseline
  target "single object, of the baseline" ">=" 0.85 single product single baseline
  target "nested list, times PostGraphile" ">=" 5 nested product nested postgraphile
  target "flat list, times PostGraphile" ">=" 4 flat product flat postgraphile
  target "single object, times PostGraphile" ">=" 4 single product single postgraphile
  target "nested list, times mercurius" ">=" 1 nested product nested mercurius
  target "flat list, times mercurius" ">=" 1 flat product flat mercurius
  target "single object, times mercurius" ">=" 1 single product single mercurius
  target "page $far_page, time of page 1" "<=" 1.2 page-1 product "page-$far_page" product
  target "$scale tasks, time of 10,000: a page in the middle" "<=" 1.3 page-middle small page-middle large
  target "$scale tasks, time of 10,000: a page of one agency" "<=" 1.3 agency-page small agency-page large
  target "statistics, time of the hand-written statement" "<=" 1.2 statistics baseline statistics product
  target "nested list of a past day, time of today's" "<=" 1.5 nested product nested-past product
  target "statistics of a past day, time of today's" "<=" 1.5 statistics product statistics-past product
  target "unchanged repeated read, times the computed one" ">=" 15 repeated caching nested product
  target "repeated read with Brotli, of the one without" ">=" 0.9 repeated-br caching repeated caching
  target "304, times the computed read" ">=" 20 unchanged caching nested product
  target "first read, of the one without the cache" ">=" 0.95 first caching first product
  target "CSV of 20,000 rows, of COPY" ">=" 0.5 csv rows csv copy
  target "JSON Lines of 20,000 rows, of COPY" ">=" 0.5 jsonl rows jsonl copy
  target "with the access log, of the one without" ">=" 0 logged logging logged product
  local case
  for case in submit accept submit-many item; do
    target "$case, one writer, of the baseline" ">=" 0.5 "$case-1" product-writes "$case-1" baseline-writes
    target "$case, four writers, of the baseline" ">=" 0 "$case-4" product-writes "$case-4" baseline-writes
    target "$case, sixteen writers, of the baseline" ">=" 0.6 "$case-16" product-writes "$case-16" baseline-writes
    tail_target "$case, sixteen writers: p99, times p50" 4 "$case-16" product-writes
  done
  for case in $(cut -f1 "$work/figures.tsv" | awk '!seen[$0]++'); do
    target "$case, of the other commit's" ">=" 0 "$case" product "$case" against
    target "$case, of the other commit's" ">=" 0 "$case" product-writes "$case" against-writes
  done
}

medians() {
  awk -F '\t' '
    function median(list,   parts, n, i, j, t) {
      n = split(list, parts, " ")
      for (i = 2; i <= n; i++) for (j = i; j > 1 && parts[j] + 0 < parts[j - 1] + 0; j--) { t = parts[j]; parts[j] = parts[j - 1]; parts[j - 1] = t }
      least = parts[1]; most = parts[n]
      return n % 2 ? parts[(n + 1) / 2] : (parts[n / 2] + parts[n / 2 + 1]) / 2
    }
    { key = $1 "\t" $2; if (!(key in rate)) order[++n] = key
      rate[key] = rate[key] " " $4; p50[key] = p50[key] " " $5; p99[key] = p99[key] " " $6; own[key] = own[key] " " $7; data[key] = data[key] " " $8; faults[key] += $9 }
    END { for (i = 1; i <= n; i++) { key = order[i]; split(key, part, "\t")
      m = median(rate[key]); range = sprintf("%d (%d to %d)", m, least, most)
      printf "| %s | %s | %s | %.2f | %.2f | %d | %d | %d |\n", part[1], part[2], range, median(p50[key]) / 1000, median(p99[key]) / 1000, median(own[key]), median(data[key]), faults[key] } }
  ' "$work/figures.tsv"
}

# tail_target WHAT WANTED CASE SERVER: the slowest hundredth by the middle one, round by round.
tail_target() {
  awk -F '\t' -v OFS='\t' -v what="$3" -v server="$4" '$1 == what && $2 == server && $5 > 0 { print "tail", "p99", $3, $6; print "tail", "p50", $3, $5 }' "$work/figures.tsv" >"$work/tails.tsv"
  figures_of=$work/tails.tsv target "$1" "<=" "$2" tail p99 tail p50
}

# target WHAT RELATION WANTED CASE SERVER CASE SERVER: the first rate by the second, round by round; nothing where one was not measured.
target() {
  awk -F '\t' -v what="$1" -v relation="$2" -v wanted="$3" -v ca="$4" -v sa="$5" -v cb="$6" -v sb="$7" '
    $1 == ca && $2 == sa { a[$3] = $4 } $1 == cb && $2 == sb { b[$3] = $4 }
    END {
      for (round in a) if (b[round] > 0) ratios[++n] = a[round] / b[round]
      if (!n) exit
      for (i = 2; i <= n; i++) for (j = i; j > 1 && ratios[j] < ratios[j - 1]; j--) { t = ratios[j]; ratios[j] = ratios[j - 1]; ratios[j - 1] = t }
      m = n % 2 ? ratios[(n + 1) / 2] : (ratios[n / 2] + ratios[n / 2 + 1]) / 2
      met = relation == ">=" ? m >= wanted : m <= wanted
      bound = ""; verdict = ""
      if (wanted > 0) { bound = (relation == ">=" ? "≥ " : "≤ ") wanted; verdict = met ? "met" : "**missed**" }
      printf "| %s | %s | %.2f (%.2f to %.2f) | %s |\n", what, bound, m, ratios[1], ratios[n], verdict }
  ' "${figures_of:-$work/figures.tsv}"
}

# record_run: the results become the newest full run of docs/benchmarks.md, and the one before a line among the older ones.
record_run() {
  local page=docs/benchmarks.md
  awk -F '|' -v newest="$work/results.md" '
    function measured(what) { split(value[what], part, " "); return part[1] }
    function three(kind) { return value["nested list, " kind] == "" ? "" : measured("nested list, " kind) ", " measured("flat list, " kind) ", " measured("single object, " kind) }
    function two(kind) { return value["submit, " kind] == "" ? "" : measured("submit, " kind) ", " measured("accept, " kind) }
    FNR == NR {
      if (/^## Newest full run, /) { reading = 1; day = substr($0, 21) }
      else if (reading && commit == "" && $0 != "") { split($0, part, /[, ]/); commit = part[1]; load = $0; sub(/.*at the end: /, "", load); sub(/\.$/, "", load) }
      else if (reading && NF > 4) { what = $2; gsub(/^ | $/, "", what); if (!(what in value)) { value[what] = $4 } }
      next
    }
    /^## Older runs/ { older = 1 }
    older && /^\|/ { rows = 1 }
    older && rows && $0 == "" {
      print "| " day " | " commit " | " load " | " three("of the baseline") " | " three("times PostGraphile") " | " two("sixteen writers, of the baseline") " |"
      older = 0
    }
    /^## Newest full run/ { while ((getline text <newest) > 0) print text; exit }
    { print }' "$page" "$page" >"$work/benchmarks.md"
  cp "$work/benchmarks.md" "$page"
}
