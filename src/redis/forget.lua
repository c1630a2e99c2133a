--[[
Deletes a room that nobody has written to for long. A clock, a message or a delivery under way keeps it, and a peer that is
noted as connected, unless 100ms knows of nobody there.

KEYS  1 active  2 dirty  3 due  4 peers  5 lease  6... all other keys of the room
ARGV  1 room id  2 last active at this time at the latest (ms)  3 '1' when 100ms knows of nobody there

Returns  1, or when the room is not to be forgotten 0, or 2 when nothing but its peers keeps it: then nothing was changed
]]
local active = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not active or tonumber(active) > tonumber(ARGV[2]) then return 0 end
if redis.call('ZSCORE', KEYS[2], ARGV[1]) or redis.call('ZSCORE', KEYS[3], ARGV[1]) then return 0 end
if redis.call('EXISTS', KEYS[5]) == 1 then return 0 end
if ARGV[3] ~= '1' and redis.call('EXISTS', KEYS[4]) == 1 then return 2 end
redis.call('DEL', KEYS[4], unpack(KEYS, 6))
redis.call('ZREM', KEYS[1], ARGV[1])
return 1
