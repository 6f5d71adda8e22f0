package io.fluxmart.jobs;

import org.springframework.data.redis.core.script.RedisScript;

/**
 * Each step of a job's life is one script: no crash comes between its parts. A job is in the hash, and its id in one of
 * the three sets. Times are milliseconds of the clock of Redis, so those of the nodes do not matter.
 */
final class JobScripts {

    /** What each of them begins with. */
    private static final String COMMON = """
            local due, running, dead, data = unpack(KEYS)
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local function find(id)
                local text = redis.call('HGET', data, id)
                return text and cjson.decode(text)
            end
            local function save(job)
                redis.call('HSET', data, job.id, cjson.encode(job))
            end
            local function move(id, from, to, score)
                redis.call('ZREM', from, id)
                redis.call('ZADD', to, score, id)
            end
            local function find_held(id, receipt)
                local job = find(id)
                return job and job.receipt == receipt and job
            end
            """;

    /**
     * 1, or 0 when the job is in the queue or dead. What lost its place, or its data, because a key was evicted, is new, and
     * in one set only.
     */
    static final RedisScript<Long> ENQUEUE = script("""
            local id, kind, payload, delay = unpack(ARGV)
            for _, set in ipairs({due, running, dead}) do
                if redis.call('ZSCORE', set, id) and redis.call('HEXISTS', data, id) == 1 then
                    return 0
                end
            end
            for _, set in ipairs({due, running, dead}) do
                redis.call('ZREM', set, id)
            end
            save({id = id, kind = kind, payload = payload, attempts = 0, enqueuedAt = now})
            redis.call('ZADD', due, now + delay, id)
            return 1
            """, Long.class);

    /**
     * The jobs that the caller has by now, as a JSON array: those whose last holder was not heard of any more, then those
     * due. One of a kind that the caller does not know makes room for others and is left to nodes that do. One that has
     * no attempt left was last seen with a node that died, maybe of it.
     */
    static final RedisScript<String> CLAIM = script("""
            local receipt, visibility, limit, max_attempts, elsewhere = unpack(ARGV, 1, 5)
            local known = {}
            for i = 6, #ARGV do
                known[ARGV[i]] = true
            end
            local claimed = {}
            local function give_up(set, job)
                job.receipt = nil
                job.error = 'The node that had it last was not heard of again.'
                job.diedAt = now
                save(job)
                move(job.id, set, dead, now)
            end
            local function claim(set, job)
                job.attempts = job.attempts + 1
                job.receipt = receipt
                save(job)
                move(job.id, set, running, now + visibility)
                claimed[#claimed + 1] = cjson.encode(job)
            end
            local function consider(set, id)
                local job = find(id)
                if not job then
                    redis.call('ZREM', set, id)
                elseif not known[job.kind] then
                    redis.call('ZADD', set, now + elsewhere, id)
                elseif job.attempts >= tonumber(max_attempts) then
                    give_up(set, job)
                else
                    claim(set, job)
                end
            end
            for _, set in ipairs({running, due}) do
                for _, id in ipairs(redis.call('ZRANGEBYSCORE', set, '-inf', now, 'LIMIT', 0, 100)) do
                    if #claimed < tonumber(limit) then
                        consider(set, id)
                    end
                end
            end
            return '[' .. table.concat(claimed, ',') .. ']'
            """, String.class);

    static final RedisScript<Long> EXTEND = script("""
            local id, receipt, visibility = unpack(ARGV)
            if not find_held(id, receipt) then
                return 0
            end
            redis.call('ZADD', running, now + visibility, id)
            return 1
            """, Long.class);

    static final RedisScript<Long> ACKNOWLEDGE = script("""
            local id, receipt = unpack(ARGV)
            if not find_held(id, receipt) then
                return 0
            end
            redis.call('ZREM', running, id)
            redis.call('HDEL', data, id)
            return 1
            """, Long.class);

    /** The {@link Outcome} by its name. */
    static final RedisScript<String> FAIL = script("""
            local id, receipt, error, max_attempts, delay = unpack(ARGV)
            local job = find_held(id, receipt)
            if not job then
                return 'LOST'
            end
            job.receipt = nil
            job.error = error
            if job.attempts >= tonumber(max_attempts) then
                job.diedAt = now
                save(job)
                move(id, running, dead, now)
                return 'DEAD'
            end
            save(job)
            move(id, running, due, now + delay)
            return 'RETRY'
            """, String.class);

    /** The attempt does not count: it was cut short by a shutdown. */
    static final RedisScript<Long> GIVE_BACK = script("""
            local id, receipt = unpack(ARGV)
            local job = find_held(id, receipt)
            if not job then
                return 0
            end
            job.receipt = nil
            job.attempts = job.attempts - 1
            save(job)
            move(id, running, due, now)
            return 1
            """, Long.class);

    static final RedisScript<Long> REQUEUE = script("""
            local id = ARGV[1]
            local job = redis.call('ZSCORE', dead, id) and find(id)
            if not job then
                return 0
            end
            job.attempts = 0
            job.diedAt = nil
            save(job)
            move(id, dead, due, now)
            return 1
            """, Long.class);

    /** 0 as well when the dead one was a leftover, of an id that is queued or running anew: that job is not touched. */
    static final RedisScript<Long> DROP = script("""
            local id = ARGV[1]
            local was_dead = redis.call('ZREM', dead, id) == 1
            local is_alive = redis.call('ZSCORE', due, id) or redis.call('ZSCORE', running, id)
            if is_alive or not was_dead then
                return 0
            end
            redis.call('HDEL', data, id)
            return 1
            """, Long.class);

    static final RedisScript<String> COUNT = script("""
            return cjson.encode({
                waiting = redis.call('ZCARD', due),
                running = redis.call('ZCARD', running),
                dead = redis.call('ZCARD', dead)})
            """, String.class);

    /**
     * A JSON array, newest first, shorter than the limit at the end only: ids whose data was evicted are cleaned up on the
     * way. Where the job of the cursor is gone by now, others of its millisecond may come again.
     */
    static final RedisScript<String> LIST_DEAD = script("""
            local limit, after_time, after_id = unpack(ARGV)
            local start = 0
            if after_id then
                local rank = redis.call('ZREVRANK', dead, after_id)
                start = rank and rank + 1 or redis.call('ZCOUNT', dead, '(' .. after_time, '+inf')
            end
            local jobs = {}
            local id = redis.call('ZREVRANGE', dead, start, start)[1]
            while id and #jobs < tonumber(limit) do
                local job = redis.call('HGET', data, id)
                if job then
                    jobs[#jobs + 1] = job
                    start = start + 1
                else
                    redis.call('ZREM', dead, id)
                end
                id = redis.call('ZREVRANGE', dead, start, start)[1]
            end
            return '[' .. table.concat(jobs, ',') .. ']'
            """, String.class);

    private JobScripts() {}

    private static <T> RedisScript<T> script(String steps, Class<T> result) {
        return RedisScript.of(COMMON + steps, result);
    }
}
