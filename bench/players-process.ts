import { setTimeout as delay } from "node:timers/promises";
import { createCeilingLoad } from "./ceiling-load.ts";
import { obeyParent } from "./forked.ts";
import { type Answer, type Connection, openConnection } from "./keep-alive.ts";
import { monotonicMs } from "./platform.ts";
import { nextCommand, type Table, tableOf, tableRequest } from "./poker-load.ts";
import { openRooms, type RoomInPlay } from "./rooms-in-play.ts";

/** How long a player thinks, anything in between. */
export interface Thinking {
  readonly leastMs: number;
  readonly mostMs: number;
}

export type PlayersOrder =
  /** Rooms of six; each is played in through any of the ports at random, or through one of its own. */
  | {
      readonly order: "open";
      readonly ports: readonly number[];
      readonly rooms: number;
      readonly of: "poker" | "ceiling";
      readonly through: "any" | "one";
    }
  /** In the rooms from one to another. */
  | { readonly order: "play"; readonly groups: readonly Group[]; readonly seconds: number };

/** Rooms from the first up to but not the last, and how they are played in. */
export interface Group {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly thinking: Thinking;
}

/** One thing that a player did: where, the version that it led to, and when it was asked and answered (`monotonicMs`). */
export type Deed = readonly [roomId: string, seq: number, askedAtMs: number, answeredAtMs: number];

export interface Played {
  readonly deeds: readonly Deed[];
  readonly hands: number;
  /** Answers other than 200, by status and `code`. */
  readonly refused: Readonly<Record<string, number>>;
}

export type PlayersReport =
  | { readonly report: "opened" }
  | { readonly report: "played"; readonly played: Readonly<Record<string, Played>> };

/** A room in which somebody always has something to do. */
interface Room {
  readonly id: string;
  /** The next request, and whether it begins a hand. */
  next(): { readonly request: string; readonly isDeal: boolean };
  /** Of a 200; the version that it shows. */
  take(answer: Answer): number;
  readonly ports: readonly number[];
}

const OPENING_CONNECTIONS = 64;
/** Hundreds of connections at once keep both ends busy for a while. */
const SETTLE_MS = 500;
let rooms: readonly Room[] = [];

async function obey(order: PlayersOrder): Promise<PlayersReport> {
  if (order.order === "play") return { report: "played", played: await playAll(order.groups, order.seconds) };
  rooms = order.of === "poker" ? await openTables(order) : openCeilings(order);
  return { report: "opened" };
}

type Opening = PlayersOrder & { readonly order: "open" };

function portsOf({ ports, through }: Opening, no: number): readonly number[] {
  return through === "any" ? ports : [ports[no % ports.length]!];
}

async function openTables(opening: Opening): Promise<readonly Room[]> {
  const { ports, rooms: count } = opening;
  const openers = Array.from({ length: OPENING_CONNECTIONS }, (_, at) =>
    openConnection(ports[at % ports.length]!),
  );
  const opened = await openRooms(openers, count);
  const tables: Room[] = [];
  await Promise.all(
    openers.map(async (opener, at) => {
      for (let no = at; no < opened.length; no += openers.length) {
        const table = tableOf(await opener.ask(tableRequest(opened[no]!)));
        tables[no] = tableRoom(opened[no]!, table, portsOf(opening, no));
      }
    }),
  );
  for (const opener of openers) opener.close();
  return tables;
}

function tableRoom(room: RoomInPlay, first: Table, ports: readonly number[]): Room {
  let table = first;
  return {
    id: room.roomId,
    ports,
    next: () => ({ request: nextCommand({ room, table }), isDeal: table.turn === null }),
    take(answer) {
      table = tableOf(answer);
      return (JSON.parse(answer.body) as { version: number }).version;
    },
  };
}

function openCeilings(opening: Opening): readonly Room[] {
  return Array.from({ length: opening.rooms }, (_, no) => {
    const errands = createCeilingLoad(1);
    const { request } = errands();
    return {
      id: /"room_id":"(\w+)"/.exec(request)![1]!,
      ports: portsOf(opening, no),
      next: () => ({ request: errands().request, isDeal: false }),
      take: ({ body }) => (JSON.parse(body) as { v: number }).v,
    };
  });
}

async function playAll(groups: readonly Group[], seconds: number): Promise<Readonly<Record<string, Played>>> {
  const untilMs = monotonicMs() + SETTLE_MS + seconds * 1000;
  const played = await Promise.all(groups.map((group) => playGroup(group, untilMs)));
  return Object.fromEntries(groups.map(({ name }, at) => [name, played[at]!]));
}

interface Doing {
  readonly deeds: Deed[];
  hands: number;
  readonly refused: Record<string, number>;
}

interface Play {
  readonly thinking: Thinking;
  readonly untilMs: number;
  readonly doing: Doing;
}

async function playGroup({ from, to, thinking }: Group, untilMs: number): Promise<Played> {
  const doing: Doing = { deeds: [], hands: 0, refused: {} };
  const play: Play = { thinking, untilMs, doing };
  await Promise.all(rooms.slice(from, to).map((room) => playRoom(room, play)));
  return doing;
}

// The connections are opened anew each time: a server closes one that nobody has used for seconds.
async function playRoom(room: Room, play: Play): Promise<void> {
  const connections = room.ports.map(openConnection);
  await delay(SETTLE_MS);
  // Not all at once in the beginning.
  await think({ ...play.thinking, leastMs: 0 });
  while (monotonicMs() < play.untilMs) {
    await act(room, connections[Math.floor(Math.random() * connections.length)]!, play.doing);
    await think(play.thinking);
  }
  for (const connection of connections) connection.close();
}

async function act(room: Room, connection: Connection, doing: Doing): Promise<void> {
  const askedAtMs = monotonicMs();
  const { request, isDeal } = room.next();
  const answer = await connection.ask(request);
  if (answer.status !== 200) return refuse(doing, answer);
  doing.deeds.push([room.id, room.take(answer), askedAtMs, monotonicMs()]);
  if (isDeal) doing.hands += 1;
}

async function think({ leastMs, mostMs }: Thinking): Promise<void> {
  if (mostMs > 0) await delay(leastMs + Math.random() * (mostMs - leastMs));
}

function refuse({ refused }: Doing, { status, body }: Answer): void {
  const fault = `${status} ${/"code":"(\w+)"/.exec(body)?.[1] ?? ""}`;
  refused[fault] = (refused[fault] ?? 0) + 1;
}

obeyParent(obey);
