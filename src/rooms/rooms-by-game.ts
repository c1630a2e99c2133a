import type { Log, RoomId, RoomStore } from "./ports.ts";
import type { Reconciler } from "./reconcile.ts";
import { type Rooms, UnavailableError } from "./rooms.ts";
import { gameIn } from "./stored-state.ts";

/** The rooms of one game, or of all. */
export interface Wired {
  readonly rooms: Rooms;
  readonly reconciler: Reconciler;
  /** Carries out a room's deadline if it has passed. */
  readonly tick: (roomId: RoomId) => Promise<void>;
}

interface ByGameDeps {
  readonly log: Log;
  readonly store: Pick<RoomStore, "load">;
  /** The game that a new room begins with. */
  readonly choose: (roomId: RoomId) => string;
}

const ROOMS_REMEMBERED = 20_000;

/** Several games in one service: a room goes on with the game it began with, whatever is chosen for new ones. */
export function roomsByGame(deps: ByGameDeps, games: ReadonlyMap<string, Wired>): Wired {
  const of = createFinder(deps, games);
  // Neither who asks for it may fail, and the schedule comes by again.
  const notNow = (roomId: RoomId) => (error: unknown) => {
    deps.log.warn({ room: roomId, err: error }, "a room could not be compared");
  };
  const [first] = games.values();
  if (first === undefined) throw new Error("no game to play");
  return {
    tick: (roomId) => of(roomId, ({ tick }) => tick(roomId)),
    rooms: {
      notify: (notification, trace) =>
        of(notification.roomId, ({ rooms }) => rooms.notify(notification, trace)),
      read: (roomId, player) => of(roomId, ({ rooms }) => rooms.read(roomId, player)),
      command: (request) => of(request.roomId, ({ rooms }) => rooms.command(request)),
      hands: (request) => of(request.roomId, ({ rooms }) => rooms.hands(request)),
      hand: (request) => of(request.roomId, ({ rooms }) => rooms.hand(request)),
      ledger: (request) => of(request.roomId, ({ rooms }) => rooms.ledger(request)),
      audit: (roomId) => of(roomId, ({ rooms }) => rooms.audit(roomId)),
      order: (roomId, order) => of(roomId, ({ rooms }) => rooms.order(roomId, order)),
      announce: (roomId, announcement) => of(roomId, ({ rooms }) => rooms.announce(roomId, announcement)),
      settleMessage: (roomId, task) => of(roomId, ({ rooms }) => rooms.settleMessage(roomId, task)),
      reconcile: (roomId) => of(roomId, ({ rooms }) => rooms.reconcile(roomId)),
      inspect: (roomId) => of(roomId, ({ rooms }) => rooms.inspect(roomId)),
      list: () => first.rooms.list(),
    },
    reconciler: {
      reconcile: (roomId) => of(roomId, ({ reconciler }) => reconciler.reconcile(roomId)),
      reconcileUnknown: (roomId, player) =>
        of(roomId, ({ reconciler }) => reconciler.reconcileUnknown(roomId, player)).catch(notNow(roomId)),
      async followStore(roomId) {
        await of(roomId, ({ reconciler }) => reconciler.followStore(roomId)).catch(notNow(roomId));
      },
      reconcileSoon: (roomId) =>
        void of(roomId, ({ reconciler }) => Promise.resolve(reconciler.reconcileSoon(roomId))).catch(
          notNow(roomId),
        ),
    },
  };
}

// The game of a room is looked up once by each process.
function createFinder({ store, choose }: ByGameDeps, games: ReadonlyMap<string, Wired>) {
  const known = new Map<RoomId, Wired>();
  const find = async (roomId: RoomId): Promise<Wired> => {
    const stored = await store.load(roomId);
    const name = stored === null ? choose(roomId) : gameIn(stored.state);
    const found = games.get(name);
    if (found === undefined)
      throw new UnavailableError(`room ${roomId} plays ${name}, which is not known here`);
    if (stored !== null) remember(known, roomId, found);
    return found;
  };
  return <T>(roomId: RoomId, use: (wired: Wired) => Promise<T>): Promise<T> => {
    const wired = known.get(roomId);
    return wired === undefined ? find(roomId).then(use) : use(wired);
  };
}

function remember(known: Map<RoomId, Wired>, roomId: RoomId, wired: Wired): void {
  const [oldest] = known.keys();
  if (known.size >= ROOMS_REMEMBERED && oldest !== undefined) known.delete(oldest);
  known.set(roomId, wired);
}
