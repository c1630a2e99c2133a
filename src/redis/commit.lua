--[[
Commits one step of a room, or tells why not. Atomic; all keys share a slot.
The stored answer comes first: a command that is sent again after its reply was lost must find its own success.

KEYS  1 room  2 peers  3 events  4 outbox  5 dirty  6 due  7 active  8 seen  9 hands  10 ledger
ARGV  1 expected version
      2 room id
      3 now (ms)
      4 deadline (ms), '' for none
      5 answer to remember, '' for none
      6 how long to remember it (ms)
      7 '1' when something changed; the rest is absent otherwise
      8 version to give it
      9 state
     10 events
     11 how many of the newest event entries to keep, about
     12 number of messages, then what is said about it and the payload of each
      . number of connected peers, then id and JSON of each
      . number of disconnected peers, then the id of each
      . number of kept records, then of each: 'hands' or 'ledger', its number, how many of the newest to keep, about, JSON

Returns  {'seen', answer}
         {'stale', version, state}    version '0' and no state when there is no room
         {'committed', version, wake} wake 1 when the room had nothing undelivered before
]]
-- A record's id is its number and, behind the hyphen, how often it was kept before. Numbers only fall when somebody
-- deleted the room and left its records: those are of another history.
local function keep(stream, number, most, record)
  local revision = 0
  local newest = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
  if newest then
    local last, revised = string.match(newest[1], '^(%d+)-(%d+)$')
    if last == number then
      revision = tonumber(revised) + 1
    elseif tonumber(last) > tonumber(number) then
      redis.call('DEL', stream)
    end
  end
  redis.call('XADD', stream, 'MAXLEN', '~', most, number .. '-' .. revision, 'r', record)
end

if ARGV[5] ~= '' then
  local answer = redis.call('GET', KEYS[8])
  if answer then return {'seen', answer} end
end

local version = redis.call('HGET', KEYS[1], 'version') or '0'
if version ~= ARGV[1] then return {'stale', version, redis.call('HGET', KEYS[1], 'state')} end

-- Comes last: a full Redis lets ZREM through, and then all that follows it in the script.
local function set_deadline()
  if ARGV[4] == '' then
    redis.call('ZREM', KEYS[6], ARGV[2])
  else
    redis.call('ZADD', KEYS[6], ARGV[4], ARGV[2])
  end
end

if ARGV[5] ~= '' then redis.call('SET', KEYS[8], ARGV[5], 'PX', ARGV[6]) end
if ARGV[7] ~= '1' then
  set_deadline()
  return {'committed', tonumber(version), 0}
end

local next_version = tonumber(ARGV[8])
redis.call('HSET', KEYS[1], 'version', ARGV[8], 'state', ARGV[9])
redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[11], '*', 'version', ARGV[8], 'at', ARGV[3], 'events', ARGV[10])
redis.call('ZADD', KEYS[7], ARGV[3], ARGV[2])

local at = 12
local messages = tonumber(ARGV[at])
for i = 1, messages do redis.call('XADD', KEYS[4], '*', 'm', ARGV[at + 2 * i - 1], 'p', ARGV[at + 2 * i]) end
at = at + 2 * messages + 1

local connected = tonumber(ARGV[at])
for i = 1, connected do redis.call('HSET', KEYS[2], ARGV[at + 2 * i - 1], ARGV[at + 2 * i]) end
at = at + 2 * connected + 1

local disconnected = tonumber(ARGV[at])
for i = 1, disconnected do redis.call('HDEL', KEYS[2], ARGV[at + i]) end
at = at + disconnected + 1

local streams = {hands = KEYS[9], ledger = KEYS[10]}
local kept = tonumber(ARGV[at])
for i = at + 1, at + 4 * kept, 4 do keep(streams[ARGV[i]], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]) end

local wake = 0
if messages > 0 then wake = redis.call('ZADD', KEYS[5], 'NX', ARGV[3], ARGV[2]) end
set_deadline()
return {'committed', next_version, wake}
