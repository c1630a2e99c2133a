import type { PlayerId } from "../../src/game/game.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { createClients } from "./clients.ts";
import { createConference } from "./conference.ts";
import { createFleet } from "./fleet.ts";
import { createFrontDoor } from "./front-door.ts";
import { createHistory } from "./history.ts";
import { createIncidents, type Incidents } from "./incidents.ts";
import { createInspector } from "./inspector.ts";
import { NO_PLANT, type Plant } from "./plants.ts";
import { createPlatformFor } from "./platform.ts";
import { createPlayers, type Players } from "./players.ts";
import { createRandom } from "./random.ts";
import { textOf } from "./sim-process.ts";
import { createStorms } from "./storms.ts";
import { drawConfig } from "./table-config.ts";
import { checkPromptness, whatIsMissing } from "./watch.ts";
import { namesOfFaults } from "./weather.ts";
import { postWebhook } from "./webhooks.ts";
import { clearUp, createWorld, type World } from "./world.ts";

export interface LifeOptions {
  readonly seed: number;
  /** Steps at most; the life is cut off then, and only what went before is judged. */
  readonly steps?: number;
  readonly plant?: Plant;
  /** No faults at all, whatever the seed says. */
  readonly isCalm?: boolean;
  readonly onTrace?: (line: string) => void;
}

export interface Life {
  readonly seed: number;
  readonly rooms: number;
  /** What went wrong first; null when nothing did. */
  readonly violation: string | null;
  readonly faults: readonly string[];
  readonly steps: number;
  readonly virtualMs: number;
  readonly commits: number;
  readonly commands: number;
  readonly hands: number;
  /** Messages as they came to each peer, and texts looked through: messages, answers, inspections, log lines. */
  readonly messages: number;
  readonly texts: number;
  /** Equal for two runs of the same seed. */
  readonly fingerprint: number;
}

const STORM_MS = [8000, 14_000, 22_000];
/** Play goes on for a while in fair weather, then everybody falls silent. */
const FAIR_PLAY_MS = 3000;
const SETTLED_WITHIN_MS = 150_000;
const LOOK_EVERY_MS = 100;
/** What a replica brought back may come late and again for as long as a lease may be believed in. */
const DISTURBED_MS = 6000;

/** The life of one to three rooms, from the first arrival to the last message. One seed decides everything. */
export async function live(options: LifeOptions): Promise<Life> {
  const {
    seed,
    steps = Number.POSITIVE_INFINITY,
    plant = NO_PLANT,
    isCalm = false,
    onTrace = null,
  } = options;
  const world = createWorld({ seed, plant, isCalm, onTrace });
  const faults = namesOfFaults(world.weather);
  const scene = setScene(world);
  const { scheduler } = world;
  const isDecided = (): boolean => world.violation !== null || scheduler.steps() >= steps;
  const run = async (isOver: () => boolean): Promise<void> => {
    while (!isDecided() && !isOver()) {
      if (!(await scheduler.step())) return world.fail("nothing is under way any more");
      scene.fleet.poke();
    }
  };
  const stormMs = world.luck.pick(STORM_MS);
  const past = (ms: number) => (): boolean => scheduler.nowMs() >= ms;
  scene.storms.start(stormMs);
  for (const { incidents } of scene.rooms) incidents.start();
  watchPromptness(scene);
  await run(past(stormMs));
  clearUp(world);
  for (const { incidents } of scene.rooms) incidents.stop();
  await run(past(stormMs + FAIR_PLAY_MS));
  for (const room of scene.rooms) {
    room.players.hush();
    askWhereUnknown(scene, room);
  }
  await settle(scene, run);
  if (!isDecided()) await judge(scene, run, isDecided);
  return { seed, faults, violation: world.violation, ...figuresOf(scene) };
}

interface Room {
  readonly roomId: RoomId;
  readonly players: Players;
  readonly incidents: Incidents;
}

type Scene = ReturnType<typeof setScene>;

function setScene(world: World) {
  const { seed, scheduler } = world;
  const config = drawConfig(seed);
  const conference = createConference(world);
  const clients = createClients(conference);
  const history = createHistory(world, config, (roomId, peerId) =>
    conference.connected(roomId).some((peer) => peer.peerId === peerId),
  );
  const inspector = createInspector(world, history, clients);
  const rooms: Room[] = [];
  const calls = { underWay: 0 };
  const platformFor = createPlatformFor({
    world,
    conference,
    onTold(told) {
      inspector.told(told);
      const room = rooms.find(({ roomId }) => roomId === told.roomId);
      for (const { peerId } of told.recipients) {
        const client = clients.of(peerId);
        if (client !== undefined) room?.players.heard(client);
      }
    },
    onCall(change) {
      calls.underWay += change;
    },
  });
  const fleet = createFleet({
    world,
    gameConfig: config,
    conference,
    platformFor,
    onCommit: history.committed,
    onLog: (fields, message) => inspector.logged(`${message} ${textOf(fields)}`),
  });
  const door = createFrontDoor(world, fleet.serving);
  conference.onWebhook((notification) => postWebhook(world, door, notification));
  for (let no = 1; no <= createRandom(seed, "rooms").pick([1, 1, 2, 3]); no += 1) {
    const roomId = `r${no}` as RoomId;
    const deps = { world, conference, door, history, inspector, config, roomId };
    const players = createPlayers(deps);
    rooms.push({ roomId, players, incidents: createIncidents({ ...deps, players }) });
  }
  const failovers = { count: 0 };
  const storms = createStorms({
    world,
    fleet,
    onFailover() {
      failovers.count += 1;
      history.wentBack();
      const disturb = (): void => {
        clients.forgetOrder();
        // The second history may begin by a slower clock than the first one did.
        if (failovers.count > 1 && !world.hasTrueClocks) clients.forgetSeqs();
      };
      disturb();
      inspector.disturb(scheduler.nowMs() + DISTURBED_MS);
      scheduler.effect(DISTURBED_MS, disturb);
    },
  });
  const roomIds = rooms.map(({ roomId }) => roomId);
  const watch = { world, conference, history, clients, roomIds, calls: () => calls.underWay };
  return { world, conference, clients, history, inspector, fleet, door, rooms, storms, watch, failovers };
}

// All webhooks of a room may be lost for good. A page asks for the table until it gets an answer, and so the room is found.
function askWhereUnknown({ history, conference }: Scene, { roomId, players }: Room): void {
  if (history.of(roomId).current !== null) return;
  for (const { userId } of conference.connected(roomId)) players.read(userId);
}

function watchPromptness({ world, watch }: Scene): void {
  const look = (): void => {
    checkPromptness(watch);
    world.scheduler.effect(LOOK_EVERY_MS, look);
  };
  look();
}

type Run = (isOver: () => boolean) => Promise<void>;

async function settle({ world, watch }: Scene, run: Run): Promise<void> {
  const { scheduler } = world;
  const untilMs = scheduler.nowMs() + SETTLED_WITHIN_MS;
  let nextLookMs = 0;
  await run(() => {
    if (scheduler.nowMs() < nextLookMs) return false;
    nextLookMs = scheduler.nowMs() + LOOK_EVERY_MS / 10;
    const missing = whatIsMissing(watch);
    if (missing !== null && scheduler.nowMs() > untilMs) world.fail(`after all has settled: ${missing}`);
    return missing === null;
  });
}

// Everybody reads, and reads what they hold; everybody has heard the announcements. A table that goes on meanwhile is
// looked at again: a tournament of silent players deals hand after hand, until the blinds have made a winner.
async function judge(scene: Scene, run: Run, isDecided: () => boolean): Promise<void> {
  for (const room of scene.rooms) checkAnnouncements(scene, room);
  for (const { roomId } of scene.rooms) {
    const untilMs = scene.world.scheduler.nowMs() + SETTLED_WITHIN_MS;
    while (!isDecided()) {
      await settle(scene, run);
      if (await allReadWhatTheyHold(scene, roomId, run)) break;
      if (scene.world.scheduler.nowMs() > untilMs)
        scene.world.fail(`${roomId}: never stands still for long enough to be read`);
    }
  }
}

/** False when the table went on while they read. */
async function allReadWhatTheyHold(scene: Scene, roomId: RoomId, run: Run): Promise<boolean> {
  const { world, history, conference, clients } = scene;
  const version = history.of(roomId).current?.version ?? 0;
  for (const { peerId, userId } of conference.connected(roomId)) {
    const newest = clients.of(peerId)?.newest;
    const read = await readAs(scene, { roomId, userId }, run);
    if (world.violation !== null || read.version !== version) return world.violation !== null;
    if (newest === undefined || clients.of(peerId) === undefined) continue;
    const isSame = read.table === newest.get("table")?.json && read.you === newest.get("you")?.json;
    if (!isSame && noneRefused(scene, roomId))
      world.fail(`${roomId}: ${peerId} reads another table than it holds`);
  }
  return true;
}

function noneRefused({ world }: Scene, roomId: RoomId): boolean {
  return (world.redis.data.rooms.get(roomId)?.dead.length ?? 0) === 0;
}

// Tries until somebody serves.
async function readAs(
  { world, door }: Scene,
  { roomId, userId }: { roomId: RoomId; userId: string },
  run: Run,
): Promise<{ version: number; table: string; you: string }> {
  const answers: string[] = [];
  const ask = async (): Promise<void> => {
    try {
      answers.push((await door.ask((rooms) => rooms.read(roomId, userId as PlayerId))).json);
    } catch {
      world.scheduler.resume(100, null, () => void ask());
    }
  };
  void ask();
  await run(() => answers.length > 0);
  const { version, table, you } = JSON.parse(answers[0] ?? '{"version":0}') as Record<string, unknown>;
  return { version: Number(version), table: JSON.stringify(table), you: JSON.stringify(you) };
}

function checkAnnouncements({ world, clients, failovers }: Scene, { roomId, incidents }: Room): void {
  if (failovers.count > 0) return;
  const dead = world.redis.data.rooms.get(roomId)?.dead ?? [];
  for (const { text, peerIds } of incidents.announced) {
    if (dead.some(({ json }) => json.includes(text))) continue;
    for (const client of clients.connected(roomId))
      if (peerIds.includes(client.peer.peerId) && !client.announcements.has(text))
        world.fail(`${roomId}: ${client.peer.peerId} did not hear: ${text}`);
  }
}

function figuresOf({ world, history, inspector, rooms }: Scene) {
  const sum = (of: (room: Room) => number): number => rooms.reduce((total, room) => total + of(room), 0);
  return {
    rooms: rooms.length,
    steps: world.scheduler.steps(),
    virtualMs: Math.round(world.scheduler.nowMs()),
    commits: history.commits(),
    commands: sum(({ players }) => players.answered()),
    hands: sum(({ roomId }) => history.of(roomId).current?.table.handNo ?? 0),
    messages: inspector.received(),
    texts: inspector.texts(),
    fingerprint: world.fingerprint,
  };
}
