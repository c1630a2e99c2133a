--[[
Deletes delivered messages and renews the lease, if it is still the caller's. With a message for the dead ones, adds it there.

KEYS  1 outbox  2 lease  3 dead
ARGV  1 token  2 lease (ms)  3 dead message, '' for none  4 how many dead ones to keep, about, then the ids

Returns  1, or 0 when the lease was lost: then nothing was changed
]]
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
for i = 5, #ARGV do redis.call('XDEL', KEYS[1], ARGV[i]) end
if ARGV[3] ~= '' then redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[4], '*', 'm', ARGV[3]) end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 1
