-- Sends the requests of a file in turn from the first one on, and prints one line of figures.
-- REQUESTS names the file: a line each, "GET PATH" or "POST PATH BODY". HEADERS: "Name: value" lines. DISTINCT=1 puts a number of its own for "@" in each.
local requests, headers = {}, {}
local distinct = os.getenv("DISTINCT") == "1"
-- wrk asks once before it begins, to see whether what comes is a request: that one is not sent.
local number, place = 0, -1
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("start", #threads * 100000000)
end

local function format(line)
  local method, path, body = line:match("^(%u+) (%S+) ?(.*)$")
  if method == "GET" then return wrk.format("GET", path, headers) end
  return wrk.format("POST", path, headers, body)
end

function init()
  for name, value in (os.getenv("HEADERS") or ""):gmatch("([^:\n]+): ([^\n]+)") do headers[name] = value end
  headers["Content-Type"] = "application/json"
  for line in io.lines(os.getenv("REQUESTS")) do
    table.insert(requests, distinct and line or format(line))
  end
  number = start + (tonumber(os.getenv("FIRST")) or 0)
end

function request()
  number = number + 1
  place = place % #requests + 1
  local chosen = requests[place]
  if distinct then return format((chosen:gsub("@", tostring(number)))) end
  return chosen
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("FIGURES %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
