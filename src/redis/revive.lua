--[[
Puts a dead message to the end of the outbox, if it is still among the dead. The write that a full Redis refuses comes first.

KEYS  1 dead  2 outbox  3 dirty
ARGV  1 id of the dead one  2 room id  3 now (ms)  4 what is said about it  5 payload

Returns  1, or 0 when there is none by that id: then nothing was changed
]]
if #redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1]) == 0 then return 0 end
redis.call('XADD', KEYS[2], '*', 'm', ARGV[4], 'p', ARGV[5])
redis.call('ZADD', KEYS[3], 'NX', ARGV[3], ARGV[2])
redis.call('XDEL', KEYS[1], ARGV[1])
return 1
