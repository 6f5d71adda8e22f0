-- One order of three products for each request, each with a key of its own, by buyers in turn.
-- BENCH_BUYERS: file with "id token" lines. BENCH_PRODUCTS: how many there are. BENCH_HOT=1: product 1 in each order.
local products = tonumber(os.getenv("BENCH_PRODUCTS"))
local third = math.floor(products / 3)
local hot = os.getenv("BENCH_HOT") == "1"
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

function request()
  count = count + 1
  local buyer = buyers[count % #buyers + 1]
  headers["Authorization"] = buyer.token
  headers["User-Id"] = buyer.id -- for those who know no tokens
  headers["Idempotency-Key"] = prefix .. count
  local body = format(
    '{"items":[{"productId":%d,"quantity":1},{"productId":%d,"quantity":1},{"productId":%d,"quantity":1}]}',
    hot and 1 or random(third), third + random(third), 2 * third + random(third))
  return wrk.format("POST", "/api/orders", headers, body)
end

dofile(os.getenv("BENCH_SUMMARY"))
