import { chooseAction, type Situation } from "../../src/demo/choose-action.ts";
import { type Random, seededRandom } from "../../src/demo/random.ts";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import { keysIn } from "../redis-for-tests.ts";
import { type Answer, type Service, until } from "../service.ts";
import type { Viewer } from "./who-may-see.ts";

/** An answer and who heard it. */
interface Heard {
  readonly viewer: Viewer;
  readonly answer: Answer;
}

interface TableView {
  readonly status: string;
  readonly seats: readonly { readonly player: string; readonly stack: number; readonly bet: number }[];
  readonly hand: { readonly no: number; readonly pots: readonly { readonly chips: number }[] } | null;
  readonly turn: { readonly id: string; readonly player: string } | null;
}

interface YouView {
  readonly player: string;
  readonly cards: readonly string[];
  readonly stack: number;
  readonly legal: Situation["legal"] | null;
}

export interface Reading {
  readonly version: number;
  readonly table: TableView;
  readonly you: YouView | null;
}

export interface Night {
  readonly room: string;
  readonly heard: readonly Heard[];
  readonly operatorHeard: readonly Answer[];
  readonly peers: readonly JoinedPeer[];
  join(userId: string, role: string): Promise<JoinedPeer>;
  read(peer: JoinedPeer): Promise<Reading>;
  /** The answer, kept like all others. */
  command(peer: JoinedPeer, command: object): Promise<Answer>;
  operator(path: string, body?: object): Promise<Answer>;
  /** Plays on until that many hands were dealt; `aside` is called before every action. */
  play(hands: number, aside?: (reading: Reading, acted: number) => Promise<void>): Promise<void>;
}

/** A room of the service in which people play, and everything that anybody is told is kept. */
export function openNight(service: Service, room: string, seed: string): Night {
  const random = seededRandom(seed);
  const heard: Heard[] = [];
  const operatorHeard: Answer[] = [];
  const peers: JoinedPeer[] = [];
  const keep = (peer: JoinedPeer, answer: Answer): Answer => {
    heard.push({ viewer: peer.userId as Viewer, answer });
    return answer;
  };
  const read = async (peer: JoinedPeer): Promise<Reading> =>
    JSON.parse(keep(peer, await service.table(peer)).text) as Reading;
  const command = async (peer: JoinedPeer, body: object): Promise<Answer> =>
    keep(peer, await service.command(peer, body));
  const playerOf = (userId: string): JoinedPeer => {
    const peer = peers.findLast((one) => one.userId === userId);
    if (peer === undefined) throw new Error(`nobody is called ${userId}`);
    return peer;
  };
  return {
    room,
    heard,
    operatorHeard,
    peers,
    async join(userId, role) {
      const peer = await service.join(room, { userId, role });
      peers.push(peer);
      await until(`${userId} is there`, async () =>
        (await keysIn(service.redis, `${service.prefix}:*:${room}:peers`)).length > 0
          ? service.redis.hexists(
              (await keysIn(service.redis, `${service.prefix}:*:${room}:peers`))[0]!,
              peer.peerId,
            )
          : false,
      );
      return peer;
    },
    read,
    command,
    async operator(path, body) {
      const answer = await service.operator(`/rooms/${room}${path}`, body);
      operatorHeard.push(answer);
      return answer;
    },
    async play(hands, aside) {
      const [first] = peers;
      if (first === undefined) throw new Error("nobody is there");
      const start = (await read(first)).table.hand?.no ?? 0;
      for (let acted = 0; ; acted += 1) {
        const seen = await until("somebody has the turn", async () => {
          const reading = await read(first);
          return (reading.table.turn !== null || (reading.table.hand?.no ?? 0) > start + hands) && reading;
        });
        if ((seen.table.hand?.no ?? 0) > start + hands) return;
        await aside?.(seen, acted);
        await actOnce({ read, command, playerOf, random }, seen);
      }
    },
  };
}

async function actOnce(
  {
    read,
    command,
    playerOf,
    random,
  }: Pick<Night, "read" | "command"> & { playerOf: (userId: string) => JoinedPeer; random: Random },
  { table: { turn } }: Reading,
): Promise<void> {
  if (turn === null) return;
  const peer = playerOf(turn.player);
  const { table, you } = await read(peer);
  if (you?.legal == null || table.turn?.id !== turn.id) return;
  const inSeats = table.seats.reduce((sum, { bet }) => sum + bet, 0);
  const pot = (table.hand?.pots ?? []).reduce((sum, { chips }) => sum + chips, inSeats);
  const { action, to } = chooseAction({ legal: you.legal, stack: you.stack, pot }, random);
  await command(peer, { type: "act", turn: turn.id, action, ...(to === undefined ? {} : { to }) });
}
