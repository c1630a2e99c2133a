--[[
Renews a lease, or gives it back, if it is still the caller's.

KEYS  1 lease
ARGV  1 token  2 lease (ms), '0' to give it back

Returns  1, or 0 when the lease was lost
]]
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return 1
