--[[
Hands each passed deadline to one caller and hides it from the others for a while, in case the caller dies.

KEYS  1 due
ARGV  1 now (ms)  2 hide for (ms)  3 how many at most

Returns  {[room id, deadline, …], earliest deadline that is left or false}
]]
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[3])
for i = 1, #due, 2 do redis.call('ZADD', KEYS[1], ARGV[1] + ARGV[2], due[i]) end
local rest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
return {due, rest[2] or false}
