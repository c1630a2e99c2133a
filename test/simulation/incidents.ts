import { BOT_STRENGTHS } from "../../src/poker/bots/bot-strength.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import type { Announcement } from "../../src/rooms/rooms.ts";
import type { Conference, ConferencePeer } from "./conference.ts";
import type { FrontDoor } from "./front-door.ts";
import type { History } from "./history.ts";
import type { Inspector } from "./inspector.ts";
import type { Players } from "./players.ts";
import type { World } from "./world.ts";

/** What people do besides playing: they come, go, reload, open another tab, ask for the wrong thing; hosts and operators meddle. */
export interface Incidents {
  start(): void;
  /** Nothing more happens; who paused the table resumes it. */
  stop(): void;
  /** Announcements that were accepted, and who was there to hear them from then on. */
  readonly announced: readonly { readonly text: string; readonly peerIds: readonly string[] }[];
}

interface IncidentsDeps {
  readonly world: World;
  readonly conference: Conference;
  readonly door: FrontDoor;
  readonly history: History;
  readonly inspector: Inspector;
  readonly players: Players;
  readonly config: TableConfig;
  readonly roomId: RoomId;
}

const NAMES = ["ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal"];
const TABS = 3;
const ARRIVALS_WITHIN_MS = 1500;

export function createIncidents(deps: IncidentsDeps): Incidents {
  const { world, conference, door, history, inspector, players, config, roomId } = deps;
  const { scheduler, minds } = world;
  const users = NAMES.map((name) => `${name}_${roomId}`);
  const announced: { text: string; peerIds: readonly string[] }[] = [];
  const everyMs = minds.pick([300, 700, 1500, 4000]);
  let isOver = false;

  const peers = (): readonly ConferencePeer[] => conference.connected(roomId);
  const somebody = (): string =>
    minds.pick(
      peers()
        .map(({ userId }) => userId)
        .concat(users[0] ?? ""),
    );
  const join = (userId: string): void => {
    // Nobody has more tabs than that open; whoever is told in each of many waits long.
    const [oldest, ...others] = peers().filter((peer) => peer.userId === userId);
    if (oldest !== undefined && others.length >= TABS - 1)
      conference.leave(roomId, oldest.peerId, "client request");
    const role = userId === users[0] ? "host" : minds.chance(0.9) ? "player" : "viewer";
    conference.join(roomId, { userId, role });
  };
  const onSomePeer = (what: (peer: ConferencePeer) => void): void => {
    if (peers().length > 0) what(minds.pick(peers()));
  };
  const tryOnce = async (task: () => Promise<unknown>): Promise<void> => {
    try {
      await task();
    } catch {
      // An operator who gets no answer lets it be.
    }
  };
  const announce = async (announcement: Announcement): Promise<void> => {
    const listeners = peers().filter(
      (peer) => hearsAt(history, roomId, peer.peerId) && isMeant(announcement, peer),
    );
    const answer = await door.ask((rooms) => rooms.announce(roomId, announcement));
    if (answer.ok)
      announced.push({ text: announcement.message, peerIds: listeners.map(({ peerId }) => peerId) });
  };
  const order = (what: "pause" | "resume" | "close"): void =>
    void tryOnce(() => door.ask((rooms) => rooms.order(roomId, what)));
  const pauseForAWhile = (who: string | null): void => {
    if (who === null) order("pause");
    else players.command(who, { type: "pause" });
    scheduler.resume(minds.between(300, 5000), null, () => order("resume"));
  };
  const inspect = async (): Promise<void> => {
    const inspection = await door.ask((rooms) => rooms.inspect(roomId));
    if (inspection !== null) inspector.inspected(roomId, inspection);
  };
  const host = users[0] ?? "";
  const addBot = (): void => players.command(host, { type: "addBot", strength: minds.pick(BOT_STRENGTHS) });
  const chips = (): number => 1 + minds.int(config.buyInMax);
  const incidents: readonly (readonly [weight: number, () => void])[] = [
    [6, () => join(minds.pick(users))],
    [3, () => onSomePeer(({ userId }) => join(userId))],
    [3, () => onSomePeer(({ peerId }) => conference.leave(roomId, peerId, "client request"))],
    [4, () => onSomePeer((peer) => reload(world, conference, roomId, peer))],
    [1, () => onSomePeer(({ peerId }) => changeRole(world, conference, roomId, peerId))],
    [2, () => players.command(somebody(), { type: "sit", ...(minds.chance(0.3) && { buyIn: chips() }) })],
    [1, () => players.command(somebody(), { type: "stand" })],
    [1, () => players.command(somebody(), { type: "sitOut" })],
    [2, () => players.command(somebody(), { type: "sitIn", post: minds.chance(0.5) })],
    [2, () => players.command(somebody(), { type: "topUp", chips: chips() })],
    [
      2,
      () =>
        players.command(somebody(), { type: "act", turn: `${minds.int(9)}-${minds.int(9)}`, action: "call" }),
    ],
    [1, () => players.command(minds.pick(users), { type: "act", action: 7 })],
    [1, () => players.command(host, { type: "setStack", player: somebody(), chips: chips() })],
    [0.3, () => players.command(host, { type: "kick", player: somebody() })],
    [1, addBot],
    [0.5, () => players.command(host, { type: "removeBot", player: `house:bot-${1 + minds.int(3)}` })],
    [3, () => players.command(somebody(), { type: "runTwice", agree: minds.chance(0.9) })],
    [1, () => players.command(somebody(), { type: minds.pick(["show", "enlist", "unlist"]) })],
    [3, () => players.command(somebody(), { type: "rabbit" })],
    [1, () => players.command(somebody(), { type: "straddle", on: minds.chance(0.8) })],
    [1, () => players.command(host, { type: "start" })],
    [1, () => players.command(host, { type: minds.pick(["approve", "refuse"]), player: somebody() })],
    [0.5, () => players.command(host, { type: "configure", ...someSettings(world) })],
    [0.5, () => pauseForAWhile(minds.chance(0.5) ? null : host)],
    [0.2, () => order("close")],
    [0.3, () => conference.end(roomId)],
    [3, () => players.read(minds.pick(users))],
    [1, () => void tryOnce(inspect)],
    [2, () => void tryOnce(() => announce(announcementTo(world, peers())))],
    [0.5, () => void tryOnce(() => door.ask((rooms) => rooms.reconcile(roomId)))],
  ];
  const total = incidents.reduce((sum, [weight]) => sum + weight, 0);
  const happen = (): void => {
    if (isOver) return;
    let left = minds.next() * total;
    incidents.find(([weight]) => (left -= weight) < 0)?.[1]();
    scheduler.resume(everyMs * minds.between(0.1, 2), null, happen);
  };
  return {
    announced,
    start() {
      const first = users.slice(0, 2 + minds.int(5));
      for (const userId of first)
        scheduler.resume(minds.between(0, ARRIVALS_WITHIN_MS), null, () => join(userId));
      const bots = minds.pick([0, 0, 1, 3]);
      for (let bot = 0; bot < bots; bot += 1)
        scheduler.resume(minds.between(ARRIVALS_WITHIN_MS, 3000), null, addBot);
      scheduler.resume(minds.between(1000, 3000), null, happen);
    },
    stop() {
      isOver = true;
      order("resume");
    },
  };
}

function someSettings({ minds }: World): object {
  return minds.pick([
    { turnSeconds: minds.pick([0.5, 1, 3]) },
    { bombPotEvery: 2, bombPotBoards: 2 },
    { bombPotEvery: 0 },
    { runItTwice: true, sevenDeuce: 5 },
    { mode: minds.pick(["cash", "sitAndGo"]) },
    { seats: 2 + minds.int(8) },
    { levels: "1/2,3/6", levelHands: 2 },
  ]);
}

function hearsAt(history: History, roomId: RoomId, peerId: string): boolean {
  return history.of(roomId).current?.state.presence.peers[peerId]?.joinedAt != null;
}

// Whose role may change on the way is not counted on.
function isMeant({ to }: Announcement, { peerId }: ConferencePeer): boolean {
  return to.kind === "room" || (to.kind === "peer" && peerId === to.peerId);
}

function announcementTo({ minds, newId }: World, peers: readonly ConferencePeer[]): Announcement {
  const message = `The house has news: ${newId("news")}`;
  const [peer] = peers;
  const targets: Announcement["to"][] = [{ kind: "room" }, { kind: "role", role: "player" }];
  if (peer !== undefined) targets.push({ kind: "peer", peerId: peer.peerId });
  return { message, type: "news", to: minds.pick(targets) };
}

// The old connection may be missed long after the new one came.
function reload(world: World, conference: Conference, roomId: RoomId, peer: ConferencePeer): void {
  const leave = (): void => conference.leave(roomId, peer.peerId, "websocket closed");
  const isLate = world.minds.chance(0.6);
  if (!isLate) leave();
  conference.join(roomId, { userId: peer.userId, role: peer.role });
  if (isLate) world.scheduler.resume(world.minds.between(10, 20_000), null, leave);
}

function changeRole(
  { minds }: World,
  conference: Conference,
  roomId: RoomId,
  peerId: ConferencePeer["peerId"],
): void {
  conference.changeRole(roomId, peerId, minds.pick(["player", "viewer", "host"]));
}
