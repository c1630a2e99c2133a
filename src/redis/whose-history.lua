--[[
INFO replication of the server that has the key, whichever that is: on a Cluster, INFO itself is answered by any.

KEYS  1 any key of the shard; it is not looked at

Returns  the text
]]
return redis.call('INFO', 'replication')
