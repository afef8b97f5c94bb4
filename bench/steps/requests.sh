# The requests of each case for each server, and whether their answers are equal.

# A document on one line, fit for a JSON string: the benchmark's documents have no quotes.
document() { tr '\n' ' ' <"$1" | tr -s ' '; }

post() { printf 'POST /graphql {"query":"%s","variables":{%s}}\n' "$(document "$1")" "$2"; }

query() { psql -d "$1" -Atqc "$2"; }

# In the midst of the generated states.
past_day=2024-06-30
far_page=

write_requests() {
  local file=$work/requests code id order rows case
  mkdir -p "$file"
  rm -f "$file"/*
  # Agencies that lead the most, up to 40: each list is full.
  query bench "SELECT a.code FROM tasks t JOIN agencies a ON a.id = t.lead_agency_id WHERE t.draft_plan_id IS NULL
    GROUP BY a.code ORDER BY count(*) DESC, a.code LIMIT 40" >"$file/agencies"
  while read -r code; do
    for case in nested flat; do
      post bench/requests/$case.graphql "\"agency\":\"$code\"" | tee -a "$file/$case.product" >>"$file/$case.mercurius"
      post bench/peers/postgraphile/requests/$case.graphql "\"agency\":\"$code\"" >>"$file/$case.postgraphile"
      echo "GET /$case?agency=$code" >>"$file/$case.baseline"
    done
    post bench/requests/nested-past.graphql "\"agency\":\"$code\",\"day\":\"$past_day\"" >>"$file/nested-past.product"
    post bench/requests/nested.graphql "\"agency\":\"$code\"" | tee -a "$file/logged.product" >>"$file/logged.logging"
    post bench/requests/nested.graphql "\"agency\":\"$code\",\"n\":@" | tee -a "$file/first.product" >>"$file/first.caching"
  done <"$file/agencies"
  query bench "SELECT id FROM tasks WHERE draft_plan_id IS NULL ORDER BY hashint8(id) LIMIT 500" >"$file/ids"
  while read -r id; do
    code=$(printf 'Task:%s' "$id" | base64)
    post bench/requests/single.graphql "\"id\":\"$code\"" | tee -a "$file/single.product" >>"$file/single.mercurius"
    post bench/peers/postgraphile/requests/single.graphql "\"id\":\"$id\"" >>"$file/single.postgraphile"
    echo "GET /task?id=$code" >>"$file/single.baseline"
  done <"$file/ids"
  post bench/requests/statistics.graphql '' >"$file/statistics.product"
  post bench/requests/statistics-past.graphql "\"day\":\"$past_day\"" >"$file/statistics-past.product"
  echo "GET /statistics" >"$file/statistics.baseline"
  if [ -n "${port[caching]:-}" ]; then
    head -n 1 "$file/nested.product" >"$file/repeated.caching"
    cp "$file/repeated.caching" "$file/repeated-br.caching"
    write_unchanged
  fi

  # Page 2,000, or the last full one where there are fewer.
  rows=$(query bench "SELECT count(*) FROM tasks WHERE draft_plan_id IS NULL")
  far_page=$((rows / 20 < 2000 ? rows / 20 : 2000))
  write_page bench 1 page-1 product baseline
  write_page bench "$far_page" "page-$far_page" product baseline
  if [ -n "$against" ]; then
    for case in nested flat single statistics nested-past statistics-past; do cp "$file/$case.product" "$file/$case.against"; done
    write_page against 1 page-1 against
    write_page against "$far_page" "page-$far_page" against
  fi
}

# write_page DATABASE PAGE CASE SERVER…: pages of 20 in the order of the documents. The cursor of page n is the end of page n-1.
write_page() {
  local last order after=null
  if [ "$2" -gt 1 ]; then
    last=$(query "$1" "SELECT id FROM tasks WHERE draft_plan_id IS NULL ORDER BY document_order, id OFFSET $((($2 - 1) * 20 - 1)) LIMIT 1")
    order=$(query "$1" "SELECT replace(replace(document_order, ' ', '%20'), E'\x01', '%01') FROM tasks WHERE id = $last")
    after="\"$(cursor "$4" "$last")\""
  else
    last=0 order=
  fi
  local server
  for server in "${@:4}"; do
    if [ "$server" = baseline ]; then
      echo "GET /page?order=$order&id=$last" >"$work/requests/$3.$server"
    else
      post bench/requests/page.graphql "\"after\":$after" >"$work/requests/$3.$server"
    fi
  done
}

# cursor SERVER TASK: what the product gives for a task, found by the task itself; the cursor does not depend on the filter.
cursor() {
  local body
  body='{"query":"query Cursor($id: ID!) { tasks(first: 1, where: { id: { eq: $id } }) { pageInfo { endCursor } } }","variables":{"id":"'$(printf 'Task:%s' "$2" | base64)'"}}'
  ask "$1" "POST /graphql $body" | sed -E 's/.*"endCursor":"([^"]*)".*/\1/'
}

# The same read by GET, with the tag of its answer: nothing but a 304 comes back.
write_unchanged() {
  local path tag
  path="/graphql?query=$(document bench/requests/nested.graphql | sed 's/%/%25/g; s/ /%20/g; s/{/%7B/g; s/}/%7D/g; s/\$/%24/g; s/!/%21/g; s/#/%23/g; s/&/%26/g; s/+/%2B/g')"
  path+="&variables=%7B%22agency%22:%22$(head -n 1 "$work/requests/agencies")%22%7D"
  # The second answer is kept, and has the tag for good.
  curl -so /dev/null -H "Authorization: Bearer $token" "http://127.0.0.1:${port[caching]}$path"
  tag=$(curl -so /dev/null -D - -H "Authorization: Bearer $token" "http://127.0.0.1:${port[caching]}$path" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')
  echo "GET $path" >"$work/requests/unchanged.caching"
  unchanged_tag=$tag
}

# ask SERVER LINE: the answer to one line of requests.
ask() {
  local method path body
  read -r method path body <<<"$2"
  if [ "$method" = GET ]; then
    curl -sS -H "Authorization: Bearer $token" "http://127.0.0.1:${port[$1]}$path"
  else
    curl -sS -H "Authorization: Bearer $token" -H 'Content-Type: application/json' --data-binary "$body" "http://127.0.0.1:${port[$1]}$path"
  fi
}

# differs SERVER WORDS: ends the benchmark, but where the other one is another commit, which may have had a reason.
differs() {
  echo "$2" >&2
  if [[ "$1" != against* ]]; then exit 1; fi
  fact "$2" 'yes'
}

# The product's bytes are the baseline's; a peer's answer is the same once its names, ids and connections are brought to one form.
check_answers() {
  local case server line number checked=0
  for case in nested flat single statistics page-1 "page-$far_page" nested-past statistics-past; do
    for server in "${servers[@]}"; do
      [ "$server" != product ] && [ -f "$work/requests/$case.$server" ] || continue
      for number in 1 7 40; do
        line=$(sed -n "${number}p" "$work/requests/$case.$server")
        [ -n "$line" ] || continue
        ask product "$(sed -n "${number}p" "$work/requests/$case.product")" >"$work/answers/product"
        ask "$server" "$line" >"$work/answers/$server"
        case "$server" in
          baseline | against) cmp "$work/answers/product" "$work/answers/$server" ;;
          *) node bench/peers/equal.mjs "$work/answers/product" "$work/answers/$server" ;;
        esac || differs "$server" "$case: $server answers otherwise than the product, see artifacts/bench/answers"
        ! grep -q '"errors"' "$work/answers/product" || { echo "$case: $(head -c 500 "$work/answers/product")" >&2; exit 1; }
        checked=$((checked + 1))
      done
    done
    ask product "$(head -n 1 "$work/requests/$case.product")" >"$work/answers/product"
    ! grep -q '"errors"' "$work/answers/product" || { echo "$case: $(head -c 500 "$work/answers/product")" >&2; exit 1; }
    fact "bytes of an answer, $case" "$(wc -c <"$work/answers/product")"
  done
  echo "$checked answers are equal" >&2
}

# The page in the middle of all tasks, and the first one of the agency that leads the most.
write_scale_requests() {
  local name code rows
  for name in small large; do
    rows=$(query $name "SELECT count(*) FROM tasks WHERE draft_plan_id IS NULL")
    write_page $name $((rows / 40)) page-middle $name
    code=$(query $name "SELECT a.code FROM tasks t JOIN agencies a ON a.id = t.lead_agency_id WHERE t.draft_plan_id IS NULL
      GROUP BY a.code HAVING count(*) >= 20 ORDER BY count(*) DESC LIMIT 1")
    post bench/requests/flat.graphql "\"agency\":\"$code\"" | sed 's/first: 50/first: 20/' >"$work/requests/agency-page.$name"
  done
}

# Rows as sheets and lines: the bytes are the baseline's but for the byte order mark and the carriage returns of CSV.
write_rows_requests() {
  local format
  for format in csv jsonl; do
    echo "GET /bench/tasks.$format" >"$work/requests/$format.rows"
    echo "GET /rows.$format" >"$work/requests/$format.copy"
    ask rows "GET /bench/tasks.$format" | sed '1s/^\xEF\xBB\xBF//; s/\r$//' >"$work/answers/rows"
    ask copy "GET /rows.$format" >"$work/answers/copy"
    cmp "$work/answers/rows" "$work/answers/copy" || { echo "$format: the product's rows are other than those of COPY" >&2; exit 1; }
    fact "rows of an answer, $format" "$(grep -c '' "$work/answers/copy")"
  done
}
