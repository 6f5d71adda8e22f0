-- One product of BENCH_PRODUCTS by id for each request.
local products = tonumber(os.getenv("BENCH_PRODUCTS"))

function init(args)
  math.randomseed(os.time())
end

function request()
  return wrk.format("GET", "/api/products/" .. math.random(products))
end

dofile(os.getenv("BENCH_SUMMARY"))
