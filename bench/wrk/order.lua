-- One order for each request, each with a key of its own, by buyers in turn.
-- BENCH_BUYERS: file with "id token" lines. BENCH_PRODUCTS: how many there are. BENCH_LINES: different ones in an order.
-- BENCH_HOT=1: product 1 in each order. BENCH_PAUSE: milliseconds of a connection between two requests, on average.
local lines = tonumber(os.getenv("BENCH_LINES"))
local band = math.floor(tonumber(os.getenv("BENCH_PRODUCTS")) / lines)
local hot = os.getenv("BENCH_HOT") == "1"
local pause = tonumber(os.getenv("BENCH_PAUSE"))
local prefix = os.getenv("BENCH_RUN") .. "-"
local buyers, count = {}, 0
for line in io.lines(os.getenv("BENCH_BUYERS")) do
  local id, token = line:match("(%S+) (%S+)")
  buyers[#buyers + 1] = { id = id, token = "Bearer " .. token }
end
local headers = { ["Content-Type"] = "application/json" }
local random, format = math.random, string.format

function init(args)
  math.randomseed(os.time())
end

-- Each line is of a band of products of its own, so no product comes twice.
local function items()
  local chosen = {}
  for line = 1, lines do
    local product = hot and line == 1 and 1 or (line - 1) * band + random(band)
    chosen[line] = format('{"productId":%d,"quantity":1}', product)
  end
  return table.concat(chosen, ",")
end

function request()
  count = count + 1
  local buyer = buyers[count % #buyers + 1]
  headers["Authorization"] = buyer.token
  headers["User-Id"] = buyer.id -- for those who know no tokens
  headers["Idempotency-Key"] = prefix .. count
  return wrk.format("POST", "/api/orders", headers, '{"items":[' .. items() .. "]}")
end

if pause > 0 then
  function delay()
    return random(2 * pause)
  end
end

dofile(os.getenv("BENCH_SUMMARY"))
