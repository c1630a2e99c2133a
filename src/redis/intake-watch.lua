--[[
Notes that webhooks can be taken in now, and finds out when they could not.

KEYS  1 watch: heard (when it was noted last), from and to (an outage not yet asked about), held (by somebody until then)
ARGV  1 now (ms)  2 how long a silence is an outage (ms)  3 how long to wait after its end (ms)  4 how long to hold it (ms)

Returns  {from, to} to one caller at a time, or nothing
]]
local now = tonumber(ARGV[1])
local heard, from, to, held = unpack(redis.call('HMGET', KEYS[1], 'heard', 'from', 'to', 'held'))
redis.call('HSET', KEYS[1], 'heard', ARGV[1])
if heard and now - heard > tonumber(ARGV[2]) then
  from, to = from or heard, ARGV[1]
  redis.call('HSET', KEYS[1], 'from', from, 'to', to)
end
if not from or now < to + ARGV[3] or (held and now < tonumber(held)) then return nil end
redis.call('HSET', KEYS[1], 'held', now + ARGV[4])
return {from, to}
