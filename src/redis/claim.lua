--[[
Deletes what was delivered, takes or renews the lease of a room and hands out the head of its outbox.
With nothing left the lease is given back and the room is clean, in the same step, so no message can slip in between; an
empty outbox would take half a kilobyte in every room that ever was.

KEYS  1 outbox  2 lease  3 peers  4 dirty
ARGV  1 token  2 lease (ms)  3 room id  4 how many entries at most, then the ids that were delivered

Returns  {'held'}                   somebody else's lease is running; nothing was deleted
         {'empty'}
         {'claimed', entries, peers}  entries as XRANGE, peers as HGETALL
]]
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[1] then return {'held'} end
for i = 5, #ARGV do redis.call('XDEL', KEYS[1], ARGV[i]) end
local entries = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', ARGV[4])
if #entries == 0 then
  redis.call('DEL', KEYS[1], KEYS[2])
  redis.call('ZREM', KEYS[4], ARGV[3])
  return {'empty'}
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
-- The score says since when something has been waiting: an entry's id starts with its time in ms.
redis.call('ZADD', KEYS[4], string.match(entries[1][1], '^%d+'), ARGV[3])
return {'claimed', entries, redis.call('HGETALL', KEYS[3])}
