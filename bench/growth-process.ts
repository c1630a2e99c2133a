import { obeyParent } from "./forked.ts";
import { withConnections } from "./keep-alive.ts";
import { type Errands, type LoadResult, paceLoad, runErrands } from "./load.ts";
import { fold, playRooms } from "./poker-load.ts";
import { openRooms } from "./rooms-in-play.ts";

export type GrowthOrder =
  /** Rooms of six, each of which has so many hands behind it. */
  | { readonly order: "open"; readonly port: number; readonly rooms: number; readonly hands: number }
  /** So many actions a second, room by room. */
  | { readonly order: "play"; readonly port: number; readonly perSecond: number; readonly seconds: number };

export type GrowthReport =
  | { readonly report: "opened" }
  | { readonly report: "played"; readonly result: LoadResult };

const CONNECTIONS = 64;
/** Five fold, and the host deals. */
const COMMANDS_A_HAND = 6;
let opened: { readonly errands: Errands; readonly rooms: number } | null = null;

async function obey(order: GrowthOrder): Promise<GrowthReport> {
  if (order.order === "open") {
    opened = { errands: await open(order), rooms: order.rooms };
    return { report: "opened" };
  }
  const { port, perSecond, seconds } = order;
  if (opened === null) throw new Error("no room is open");
  const { errands, rooms } = opened;
  const result = await withConnections(playersOf(port, rooms), (connections) =>
    paceLoad(connections, errands, { perSecond, seconds }),
  );
  return { report: "played", result };
}

/** Every size begins with a process that has compiled what it runs often. */
const WARM_UP = { rooms: CONNECTIONS, hands: 20 };

async function open(order: GrowthOrder & { order: "open" }): Promise<Errands> {
  await grow({ ...order, ...WARM_UP });
  return await grow(order);
}

async function grow({ port, rooms: count, hands }: GrowthOrder & { order: "open" }): Promise<Errands> {
  const rooms = await withConnections({ port, count: CONNECTIONS }, (some) => openRooms(some, count));
  return await withConnections(playersOf(port, count), async (connections) => {
    const commands = hands * COMMANDS_A_HAND * count;
    if (hands > 0) await runErrands(connections, await playRooms(connections, rooms, fold), commands);
    return await playRooms(connections, rooms);
  });
}

// One room is played in by one connection at a time.
function playersOf(port: number, rooms: number) {
  return { port, count: Math.min(CONNECTIONS, rooms) };
}

obeyParent(obey);
