# Plausible reads of one page over a large database: what PostgreSQL needs for each by its own clock, and what the product announces as its cost.

# Milliseconds that a read may take.
bounds='BEGIN { bound["page"] = 60; bound["total"] = 250; bound["statistics"] = 200 }'

# A database of 8,000 plans for 300,000 tasks, whose statements PostgreSQL times, and a server that refuses none of the reads for its cost.
prepare_shapes() {
  fill shapes "$shapes" $((shapes * 8 / 300 > 0 ? shapes * 8 / 300 : 1))
  psql -U admin -d shapes -qc 'ALTER DATABASE shapes SET log_duration = on'
  start_shapes
}

start_shapes() {
  start_product shapes shapes GraphQL__KeepAnswers=false 'Logging__LogLevel__KGPlanGraph.Access=None' GraphQL__MaxFieldCost=1000000 GraphQL__MaxTypeCost=1000000
}

# What a list's nodes are asked for.
fields_of() {
  case "$1" in
    tasks) echo 'id label title status percentComplete' ;;
    deadlines) echo 'id phrase dueOn metOn' ;;
    sections) echo 'id label heading' ;;
    progressReports) echo 'id reportedOn status percentComplete summary' ;;
    plans) echo 'id code title year' ;;
    *) echo 'id code name' ;;
  esac
}

# write_shapes: a line each of name, kind and query, tabs between; a list with its total is two.
write_shapes() {
  local kind name text root lead other plan task
  lead=$(query shapes "SELECT a.code FROM tasks t JOIN agencies a ON a.id = t.lead_agency_id WHERE t.draft_plan_id IS NULL GROUP BY a.code ORDER BY count(*) DESC, a.code LIMIT 1")
  other=$(query shapes "SELECT a.code FROM task_assignments l JOIN agencies a ON a.id = l.agency_id WHERE l.role = 2 GROUP BY a.code ORDER BY count(*) DESC, a.code LIMIT 1")
  plan=$(query shapes "SELECT code FROM plans WHERE draft_plan_id IS NULL ORDER BY id DESC LIMIT 1")
  task=$(printf 'Task:%s' "$(query shapes "SELECT max(id) FROM tasks WHERE draft_plan_id IS NULL")" | base64)
  while read -r kind name text; do
    if [ -z "$kind" ] || [ "$kind" = '#' ]; then continue; fi
    text=${text//%lead%/$lead} text=${text//%other%/$other} text=${text//%plan%/$plan} text=${text//%task%/$task}
    root=${text%%(*}
    if [ "$kind" = page ] || [ "$kind" = both ]; then
      if [ "$root" = "$text" ]; then text="$root()"; fi
      printf '%s\tpage\t{ %s(first: 20, %s { nodes { %s } } }\n' "$name" "$root" "${text#*(}" "$(fields_of "$root")"
      if [ "$kind" = both ]; then printf '%s\ttotal\t{ %s { totalCount } }\n' "$name" "$text"; fi
    elif [ "$kind" = statistics ]; then
      printf '%s\tstatistics\t{ %s { total notStarted inProgress completed overdue dueSoon completedLate averagePercentComplete } }\n' "$name" "$text"
    else
      printf '%s\tpage\t%s\n' "$name" "$text"
    fi
  done <bench/requests/shapes.txt >"$work/shapes.requests"
}

# Milliseconds that PostgreSQL reports of the server's statements (parse, bind and execute) since a byte of its log.
statement_time() {
  tail -c "+$(($1 + 1))" "${cluster_folder[postgres]}/server.log" | awk '/^KGPlanGraph.* duration: / { for (i = 1; i < NF; i++) if ($i == "duration:") ms += $(i + 1) } END { printf "%.3f\n", ms }'
}

# ask_shape SERVER QUERY: the answer with its cost, in answers/shape.
ask_shape() {
  local text=${2//\\/\\\\}
  curl -sS -o "$work/answers/shape" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -H 'GraphQL-Cost: report' \
    --data-binary "{\"query\":\"${text//\"/\\\"}\"}" "http://127.0.0.1:${port[$1]}/graphql"
  if ! grep -q '"data":{' "$work/answers/shape" || grep -q '"errors":' "$work/answers/shape"; then
    echo "$2: $(head -c 500 "$work/answers/shape")" >&2
    exit 1
  fi
}

# measure_shapes: each once to warm up and five times more; name, kind, the median of the database's milliseconds, field cost and type cost in shapes.tsv.
measure_shapes() {
  local name kind text before try times
  write_shapes
  : >"$work/shapes.tsv"
  while IFS=$'\t' read -r name kind text; do
    times=
    for try in 0 1 2 3 4 5; do
      before=$(stat -c %s "${cluster_folder[postgres]}/server.log")
      ask_shape shapes "$text"
      if [ "$try" -gt 0 ]; then times+="$(statement_time "$before") "; fi
    done
    tr ' ' '\n' <<<"$times" | grep . | sort -n | sed -n 3p |
      awk -v name="$name" -v kind="$kind" -v field="$(cost_of fieldCost)" -v type="$(cost_of typeCost)" 'BEGIN { OFS = "\t" } { print name, kind, $1, field, type }' |
      tee -a "$work/shapes.tsv" >&2
  done <"$work/shapes.requests"
}

# explain_shapes: the slow ones once more, with the plans of their statements in shapes.plans.
explain_shapes() {
  local name kind text before setting
  for setting in "session_preload_libraries = 'auto_explain'" "auto_explain.log_min_duration = '20ms'" 'auto_explain.log_analyze = on' 'auto_explain.log_buffers = on'; do
    psql -U admin -d shapes -qc "LOAD 'auto_explain'; ALTER DATABASE shapes SET $setting"
  done
  stop shapes
  start_shapes
  : >"$work/shapes.plans"
  while IFS=$'\t' read -r name kind text; do
    awk -F '\t' -v name="$name" -v kind="$kind" "$bounds"' $1 == name && $2 == kind && $3 > bound[kind] { found = 1 } END { exit !found }' "$work/shapes.tsv" || continue
    before=$(stat -c %s "${cluster_folder[postgres]}/server.log")
    ask_shape shapes "$text"
    { printf '\n== %s, %s\n%s\n' "$name" "$kind" "$text"; tail -c "+$((before + 1))" "${cluster_folder[postgres]}/server.log"; } >>"$work/shapes.plans"
  done <"$work/shapes.requests"
}

cost_of() { grep -o "\"$1\":[0-9.]*" "$work/answers/shape" | tail -n 1 | cut -d: -f2; }

# The table, and how many miss their target. Below a millisecond a request's other work counts for more than its statements: there the time is one.
report_shapes() {
  [ -s "$work/shapes.tsv" ] || return 0
  echo
  echo "Reads of one page, of totals and of statistics, at $shapes tasks: milliseconds of PostgreSQL by its own clock, the median of five."
  echo
  echo "| read | kind | ms | field cost | type cost | cost per ms, times the middle one | |"
  echo "| --- | --- | --- | --- | --- | --- | --- |"
  awk -F '\t' "$bounds"'
    function middle(list, n,   i, j, t) {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
      return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
    }
    { line[NR] = $0; sorted[NR] = ratio[NR] = $4 / ($3 > 1 ? $3 : 1) }
    END {
      m = middle(sorted, NR)
      for (i = 1; i <= NR; i++) {
        split(line[i], part, "\t"); times = ratio[i] / m; verdict = ""
        if (part[3] > bound[part[2]]) { verdict = "**slow**"; slow++ }
        if (times > 20 || times < 1 / 20) { verdict = verdict (verdict == "" ? "" : ", ") "**cost**"; wrong++ }
        printf "| %s | %s | %.1f | %d | %d | %.2f | %s |\n", part[1], part[2], part[3], part[4], part[5], times, verdict
      }
      printf "\nOf %d reads %d are slower than wanted (a page 60 ms, a total 250, statistics 200), and of %d the cost per millisecond is more than 20 times away from that of the middle one.\n", NR, slow, wrong
    }' "$work/shapes.tsv"
}
