# Writing, on a PostgreSQL of its own that keeps what it has committed, as in service: the product and the baseline each in a copy of one database.

declare -A last_rate next_acceptance

# prepare_writes: the cluster with one database, and beside the product the baseline or, with --against, the other commit's product.
prepare_writes() {
  start_postgres durable 'fsync = on' 'synchronous_commit = on' 'full_page_writes = on'
  fill_writes writes
  if [ -n "$against" ]; then
    built=$work/against fill_writes others
    built=$work/against start_product against-writes others 'Logging__LogLevel__KGPlanGraph.Access=None'
    beside=against-writes
  else
    psql -d postgres -qc 'CREATE DATABASE others TEMPLATE writes'
    start_baseline baseline-writes others
    beside=baseline-writes
  fi
  start_product product-writes writes 'Logging__LogLevel__KGPlanGraph.Access=None'
  reporting_agency=$(query writes "SELECT a.code FROM tasks t JOIN agencies a ON a.id = t.lead_agency_id WHERE t.draft_plan_id IS NULL GROUP BY a.code ORDER BY count(*) DESC, a.code LIMIT 1")
  reported_on=$(date -u -d yesterday +%F)
  agency_token=$(token_of --role AGENCY --agency "$reporting_agency" --name bench)
  coordinator_token=$(token_of --role COORDINATOR --name bench)
  write_submissions
  check_writes product-writes "$beside"
}

# Closed plans are put in force, so that there are tasks to report on.
fill_writes() {
  fill "$1" "$tasks" "$plans"
  psql -d "$1" -q -c 'UPDATE plans SET status = 1 WHERE status = 2' -c 'VACUUM ANALYZE plans'
}

# write_line CASE: the requests with the inputs that are read, for the product and for the baseline.
write_line() {
  local path=$1 document
  document=$(document "bench/requests/writes/$1.graphql")
  if [ "$1" = submit ] || [ "$1" = submit-many ]; then path+="?agency=$reporting_agency&actor=bench"; else path+="?actor=bench"; fi
  awk -v document="$document" -v path="$path" -v product="$work/requests/$1.product-writes" -v against="$work/requests/$1.against-writes" -v baseline="$work/requests/$1.baseline-writes" '{
    request = "POST /graphql {\"query\":\"" document "\",\"variables\":{\"input\":" $0 "}}"
    print request >>product
    print request >>against
    print "POST /" path " " $0 >>baseline }'
}

# Reports on what one agency leads, again and again.
write_submissions() {
  local inputs=$work/requests/submissions
  rm -f "$work"/requests/submit*.*-writes
  query writes "SELECT json_build_object('taskId', encode(convert_to('Task:' || t.id, 'UTF8'), 'base64'), 'reportedOn', '$reported_on', 'taskStatus', 'IN_PROGRESS',
      'percentComplete', 1 + t.id % 98, 'summary', 'Đã lấy ý kiến các cơ quan, đơn vị và địa phương về ' || t.title || '; đang tổng hợp để trình Ủy ban nhân dân tỉnh.')
    FROM tasks t JOIN agencies a ON a.id = t.lead_agency_id WHERE a.code = '$reporting_agency' AND t.draft_plan_id IS NULL ORDER BY t.id LIMIT 200" >"$inputs"
  write_line submit <"$inputs"
  # 200 reports, where the agency leads fewer tasks several on one.
  awk '{ line[NR] = $0 } END { printf "{\"reports\":["; for (i = 0; i < 200; i++) printf "%s%s", (i ? "," : ""), line[i % NR + 1]; print "]}" }' "$inputs" | write_line submit-many
}

# write_acceptances SERVER COUNT: as many submitted reports of leads, each on the next of 2,000 tasks and with another percentage, and a request for each.
write_acceptances() {
  local from=${next_acceptance[$1]:-0}
  psql -d "${database[$1]}" -Atq >"$work/requests/acceptances" <<SQL
    WITH task AS (
      SELECT id, lead_agency_id, row_number() OVER (ORDER BY id) - 1 AS number FROM tasks
      WHERE lead_agency_id IS NOT NULL AND draft_plan_id IS NULL ORDER BY id LIMIT 2000
    ), report AS (
      INSERT INTO progress_reports (task_id, agency_id, reported_on, status, task_status, percent_complete, summary, submitted_by, submitted_at, version)
      SELECT task.id, task.lead_agency_id, '$reported_on', 0, 1, 1 + ($from + n) / (SELECT count(*) FROM task) % 98, 'Đang thực hiện.', 'bench', now(), 1
      FROM generate_series(0, $2 - 1) n JOIN task ON task.number = ($from + n) % (SELECT count(*) FROM task) ORDER BY n RETURNING id
    )
    SELECT json_build_object('progressReportId', encode(convert_to('ProgressReport:' || id, 'UTF8'), 'base64'), 'expectedVersion', 1) FROM report ORDER BY id
SQL
  next_acceptance[$1]=$((from + $2))
  rm -f "$work/requests"/accept.*
  write_line accept <"$work/requests/acceptances"
}

# write_item_updates SERVER COUNT: each project in turn, with the version that it has by then.
write_item_updates() {
  rm -f "$work/requests"/item.*
  query "${database[$1]}" "WITH item AS (SELECT id, version, count(*) OVER () AS items FROM investment_items WHERE kind = 2 AND draft_plan_id IS NULL)
    SELECT json_build_object('investmentProjectId', encode(convert_to('InvestmentProject:' || id, 'UTF8'), 'base64'), 'expectedVersion', version + n,
      'areaHectares', version + n + 0.5, 'capitalVnd', 1000000000 + version + n)
    FROM generate_series(0, $2 / (SELECT max(items) FROM item)) n, item ORDER BY n, id" | write_line item
}

# How much of a case's work a database holds.
written() {
  case "$2" in
    submit) query "${database[$1]}" 'SELECT count(*) FROM progress_reports' ;;
    submit-many) query "${database[$1]}" 'SELECT count(*) / 200 FROM progress_reports' ;;
    accept) query "${database[$1]}" 'SELECT count(*) FROM progress_reports WHERE status = 1' ;;
    item) query "${database[$1]}" 'SELECT sum(version) FROM investment_items WHERE kind = 2' ;;
  esac
}

# write_requests_of CASE SERVER COUNT: what can be sent only once, for as many requests.
write_requests_of() {
  case "$1" in
    accept) write_acceptances "$2" "$3" ;;
    item) write_item_updates "$2" "$3" ;;
  esac
}

# measure_writes CASE WRITERS SERVER SECONDS [ROUND]: fails where not every request that was answered has been carried out.
measure_writes() {
  local token=$coordinator_token connections=$2 cluster=durable key="$1 $2 $3" before after requests
  if [ "$1" = submit ] || [ "$1" = submit-many ]; then token=$agency_token; fi
  # Twice as many as the last time would have done, and at first as many as no disk takes.
  write_requests_of "$1" "$3" $(((${last_rate[$key]:-3000} * 2 + 200) * $4))
  before=$(written "$3" "$1")
  measure "$1" "$3" "$4" ${5:+"$1-$2" "$5"}
  wait_until_idle
  after=$(written "$3" "$1")
  requests=${figures%% *}
  last_rate[$key]=$((requests / $4))
  if [ $((after - before)) -lt "$requests" ]; then
    echo "$1, $2 writers, $3: $requests requests were answered, and $((after - before)) carried out" >&2
    exit 1
  fi
}

# compare_writes SERVER…: each case with one, four and sixteen writers, the servers in turn.
compare_writes() {
  local case writers server round
  for case in submit accept submit-many item; do
    for writers in 1 4 16; do
      for server in "$@"; do measure_writes "$case" "$writers" "$server" "$seconds"; done
      for ((round = 1; round <= rounds; round++)); do
        for server in "$@"; do measure_writes "$case" "$writers" "$server" "$seconds" "$round"; done
      done
    done
  done
}

# Three of each: the answers are the same, and so are the rows that they leave; but for times.
check_writes() {
  local case server number token file line
  for case in submit submit-many accept item; do
    token=$coordinator_token
    if [ "$case" = submit ] || [ "$case" = submit-many ]; then token=$agency_token; fi
    for server in "$@"; do
      write_requests_of "$case" "$server" 3000
      for number in 1 2 3; do
        line=$(sed -n "${number}p" "$work/requests/$case.$server")
        file=$work/answers/$case-$number.$server
        ask "$server" "${line:-$(head -n 1 "$work/requests/$case.$server")}" >"$file"
        if [ ! -s "$file" ] || ! grep -q '"errors":null}}}$' "$file"; then echo "$case: $server refuses: $(head -c 500 "$file")" >&2; exit 1; fi
        cmp "$work/answers/$case-$number.product-writes" "$file" ||
          differs "$server" "$case: $server answers otherwise than the product, see artifacts/bench/answers"
      done
    done
  done
  for server in "$@"; do
    {
      rows_of "$server" changes TRUE
      rows_of "$server" progress_reports 'id IN (SELECT subject_id FROM changes WHERE subject = 10)'
      rows_of "$server" tasks 'id IN (SELECT subject_id FROM changes WHERE subject = 2)'
      rows_of "$server" task_states 'task_id IN (SELECT subject_id FROM changes WHERE subject = 2)'
      rows_of "$server" deadlines 'task_id IN (SELECT subject_id FROM changes WHERE subject = 2)'
      rows_of "$server" investment_items 'id IN (SELECT subject_id FROM changes WHERE subject = 9)'
    } >"$work/answers/rows.$server"
    diff "$work/answers/rows.product-writes" "$work/answers/rows.$server" >&2 ||
      differs "$server" "$server leaves other rows than the product, see artifacts/bench/answers"
  done
  echo "$(grep -c '' "$work/answers/rows.product-writes") rows that were written have been compared" >&2
}

# rows_of SERVER TABLE CONDITION: the rows, without the instants in them.
rows_of() {
  query "${database[$1]}" "COPY (SELECT '$2' AS of, * FROM $2 WHERE $3 ORDER BY 2, 3) TO STDOUT" | sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z|\+00)/(an instant)/g'
}
