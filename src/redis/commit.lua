--[[
Commits one step of a room, or tells why not. Atomic; all keys share a slot.
The stored answer comes first: a command that is sent again after its reply was lost must find its own success.

KEYS  1 room  2 peers  3 events  4 outbox  5 dirty  6 due  7 active  8 seen  9 hands  10 ledger
ARGV  1 expected version
      2 id of the commit that made it, '' for none
      3 room id
      4 now (ms)
      5 deadline (ms), '' for none
      6 answer to remember, '' for none: its beginning, up to the shared text
      7 its end, from behind the shared text on; '' when it is all in the beginning
      8 how long to remember it (ms)
      9 '1' when something changed; the rest is absent otherwise
     10 version to give it
     11 id of this commit
     12 events
     13 how many of the newest event entries to keep, about
     14 the new state as a plan: two numbers a piece, from and to in bytes of the stored state, or -1 and how many bytes of
        the next argument come next
     15 what the plan adds
     16 the shared text
     17 number of messages, then of each what is said about it and its payload in two parts, as the answer's
      . number of connected peers, then id and JSON of each
      . number of disconnected peers, then the id of each
      . number of kept records, then of each: 'hands' or 'ledger', its number, how many of the newest to keep, about, JSON

Returns  {'seen', answer}
         {'stale', version, commit, state}  version '0' and no more when there is no room
         1 or 0 when it is committed: 1 when the room had nothing undelivered before
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

local function whole(before, behind)
  return behind == '' and before or before .. ARGV[16] .. behind
end

if ARGV[6] ~= '' then
  local answer = redis.call('GET', KEYS[8])
  if answer then return {'seen', answer} end
end

local version, commit, state = unpack(redis.call('HMGET', KEYS[1], 'version', 'commit', 'state'))
if (version or '0') ~= ARGV[1] or (commit or '') ~= ARGV[2] then
  if not version then return {'stale', '0'} end
  return {'stale', version, commit, state}
end

-- Comes last: a full Redis lets ZREM through, and then all that follows it in the script.
local function set_deadline()
  if ARGV[5] == '' then
    redis.call('ZREM', KEYS[6], ARGV[3])
  else
    redis.call('ZADD', KEYS[6], ARGV[5], ARGV[3])
  end
end

local pieces = {}
if ARGV[9] == '1' then
  local added = 0
  for from, to in string.gmatch(ARGV[14], '(%-?%d+) (%d+)') do
    if from == '-1' then
      pieces[#pieces + 1] = string.sub(ARGV[15], added + 1, added + to)
      added = added + to
    else
      pieces[#pieces + 1] = string.sub(state, from + 1, to)
    end
  end
end

if ARGV[6] ~= '' then redis.call('SET', KEYS[8], whole(ARGV[6], ARGV[7]), 'PX', ARGV[8]) end
if ARGV[9] ~= '1' then
  set_deadline()
  return 0
end

redis.call('HSET', KEYS[1], 'version', ARGV[10], 'commit', ARGV[11], 'state', table.concat(pieces))
redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[13], '*', 'version', ARGV[10], 'at', ARGV[4], 'events', ARGV[12])
redis.call('ZADD', KEYS[7], ARGV[4], ARGV[3])

local at = 17
local messages = tonumber(ARGV[at])
for i = at + 1, at + 3 * messages, 3 do
  redis.call('XADD', KEYS[4], '*', 'm', ARGV[i], 'p', whole(ARGV[i + 1], ARGV[i + 2]))
end
at = at + 3 * messages + 1

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
if messages > 0 then wake = redis.call('ZADD', KEYS[5], 'NX', ARGV[4], ARGV[3]) end
set_deadline()
return wake
