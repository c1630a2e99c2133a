--[[
Deletes a room that nobody has been in or written to for long; whoever is in it, has a clock or a message there keeps it.

KEYS  1 active  2 dirty  3 due  4 peers  5 lease  6... all other keys of the room
ARGV  1 room id  2 last active at this time at the latest (ms)

Returns  1, or 0 when the room is not to be forgotten: then nothing was changed
]]
local active = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not active or tonumber(active) > tonumber(ARGV[2]) then return 0 end
if redis.call('ZSCORE', KEYS[2], ARGV[1]) or redis.call('ZSCORE', KEYS[3], ARGV[1]) then return 0 end
if redis.call('EXISTS', KEYS[4], KEYS[5]) > 0 then return 0 end
redis.call('DEL', unpack(KEYS, 6))
redis.call('ZREM', KEYS[1], ARGV[1])
return 1
