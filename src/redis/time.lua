--[[
The time of the server that has the key: those of a Cluster may differ.

KEYS  1 the key; it is not looked at

Returns  seconds and microseconds, as TIME
]]
return redis.call('TIME')
