--[[
Deletes what was delivered, takes or renews the lease of a room and hands out the head of its outbox.
With nothing left the lease is given back and the room is clean, in the same step, so no message can slip in between; an
empty outbox would take half a kilobyte in every room that ever was.

Behind a crowd of spectators' welcomes (their `you` is null) the whole outbox is looked through: the next table message, which
everybody is told, covers the welcomes before it. They are not handed out, and what they kept waiting is.

KEYS  1 outbox  2 lease  3 peers  4 dirty
ARGV  1 token  2 lease (ms)  3 room id  4 how many entries at most  5 how many spectators' welcomes are no crowd yet,
      then the ids that were delivered

Returns  {'held'}                   somebody else's lease is running; nothing was deleted
         {'empty'}
         {'claimed', entries, peers, covered}  entries as XRANGE, peers as HGETALL, ids of welcomes
]]
local PAGE = 256
local SPECTATOR = '"you":null}'

local function about(entry) return entry[2][2] end

local function is_about(entry, topic) return string.find(about(entry), '"topic":"' .. topic .. '"', 1, true) ~= nil end

local function is_spectators_welcome(entry)
  return string.sub(entry[2][4], -#SPECTATOR) == SPECTATOR and is_about(entry, 'welcome')
end

local function seq(entry) return tonumber(string.match(about(entry), '"seq":(%d+)')) end

local function is_crowd(entries, most)
  local welcomes = 0
  for _, entry in ipairs(entries) do
    if is_spectators_welcome(entry) then welcomes = welcomes + 1 end
  end
  return welcomes > most
end

-- A table message that was put back stands behind newer welcomes and covers only older ones. One that would not be among the
-- first `most` entries covers nothing yet.
local function behind_crowd(stream, most)
  local entries, covered, from = {}, {}, '-'
  while true do
    local page = redis.call('XRANGE', stream, from, '+', 'COUNT', PAGE)
    for _, entry in ipairs(page) do
      if is_about(entry, 'table') then
        local left, ids = {}, {}
        for _, before in ipairs(entries) do
          if is_spectators_welcome(before) and seq(before) <= seq(entry) then
            ids[#ids + 1] = before[1]
          else
            left[#left + 1] = before
          end
        end
        if #left >= most then return entries, covered end
        entries = left
        for _, id in ipairs(ids) do covered[#covered + 1] = id end
      end
      entries[#entries + 1] = entry
    end
    if #page < PAGE then return entries, covered end
    from = '(' .. page[#page][1]
  end
end

local holder = redis.call('GET', KEYS[2])
if holder and holder ~= ARGV[1] then return {'held'} end
for i = 6, #ARGV do redis.call('XDEL', KEYS[1], ARGV[i]) end
local most = tonumber(ARGV[4])
local entries, covered = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', most), {}
if #entries == 0 then
  redis.call('DEL', KEYS[1], KEYS[2])
  redis.call('ZREM', KEYS[4], ARGV[3])
  return {'empty'}
end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
-- The score says since when something has been waiting: an entry's id starts with its time in ms.
redis.call('ZADD', KEYS[4], string.match(entries[1][1], '^%d+'), ARGV[3])
if is_crowd(entries, tonumber(ARGV[5])) then
  entries, covered = behind_crowd(KEYS[1], most)
  for i = #entries, most + 1, -1 do entries[i] = nil end
end
return {'claimed', entries, redis.call('HGETALL', KEYS[3]), covered}
