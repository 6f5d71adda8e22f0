-- The one line that the benchmark reads: answers that were a success, failures of every kind, microseconds measured, median and
-- p99 of a request.
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("result %d %d %d %d %d\n", summary.requests - e.status,
    e.status + e.connect + e.read + e.write + e.timeout,
    summary.duration, latency:percentile(50), latency:percentile(99)))
end
