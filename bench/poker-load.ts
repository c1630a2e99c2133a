import { randomUUID } from "node:crypto";
import { seededRandom } from "../src/demo/random.ts";
import type { PublicTable, PublicTurn } from "../src/poker/table-view.ts";
import { type Answer, type Connection, getRequest, postRequest } from "./keep-alive.ts";
import type { Errand, Errands } from "./load.ts";
import { openRooms, type Player, type RoomInPlay } from "./rooms-in-play.ts";

/** Plays poker in many rooms: each command is legal, made from the last answer of its room. */
export async function createPokerLoad(connections: readonly Connection[], rooms: number): Promise<Errands> {
  return await playRooms(connections, await openRooms(connections, rooms));
}

/** The connections are for a first look at each table. */
export async function playRooms(
  connections: readonly Connection[],
  rooms: readonly RoomInPlay[],
  choose: Choice = chooseAction,
): Promise<Errands> {
  const games = rooms.map((room) => ({ room, table: null as Table | null }));
  await Promise.all(
    connections.map(async (connection, at) => {
      for (let no = at; no < games.length; no += connections.length) {
        const answer = await connection.ask(tableRequest(games[no]!.room));
        games[no]!.table = tableOf(answer);
      }
    }),
  );
  const idle: Game[] = games.map(({ room, table }) => ({ room, table: table!, take: () => undefined }));
  for (const game of idle) game.take = (answer) => takeAnswer(idle, game, answer);
  return () => errandOf(idle, choose);
}

/** What has to be known of a table to go on. */
export type Table = Pick<PublicTable, "turn" | "seats">;

interface Game {
  readonly room: RoomInPlay;
  table: Table;
  take: (answer: Answer) => void;
}

function errandOf(idle: Game[], choose: Choice): Errand {
  const game = idle.shift();
  if (game === undefined) throw new Error("fewer rooms than connections");
  return { request: nextCommand(game, choose), take: game.take };
}

function takeAnswer(idle: Game[], game: Game, answer: Answer): void {
  if (answer.status === 200) game.table = tableOf(answer);
  idle.push(game);
}

export function tableOf({ body }: Answer): Table {
  return (JSON.parse(body) as { table: Table }).table;
}

export function tableRequest({ roomId, players }: RoomInPlay): string {
  return getRequest(`/v1/rooms/${roomId}/table`, authorization(players[0]!));
}

// No worker runs that would deal the next hand, so the host does.
export function nextCommand(
  { room, table }: Pick<Game, "room" | "table">,
  choose: Choice = chooseAction,
): string {
  const { turn } = table;
  if (turn === null) return commandRequest(room, room.players[0]!, { type: "start" });
  const player = room.players.find(({ userId }) => userId === turn.player)!;
  return commandRequest(room, player, { type: "act", turn: turn.id, ...choose(table, turn) });
}

const random = seededRandom("bench");

/** What whose turn it is does; something legal. */
type Choice = (table: Table, turn: PublicTurn) => { readonly action: string; readonly to?: number };

/** Ends hands as soon as can be: everybody leaves them to the big blind. */
export const fold: Choice = () => ({ action: "fold" });

export function chooseAction({ seats }: Table, turn: PublicTurn): ReturnType<Choice> {
  const luck = random();
  if (luck < 0.08 && turn.minRaiseTo !== null)
    return { action: seats.some(({ bet }) => bet > 0) ? "raise" : "bet", to: turn.minRaiseTo };
  if (turn.canCheck) return { action: "check" };
  return { action: luck < 0.2 ? "fold" : "call" };
}

function commandRequest({ roomId }: RoomInPlay, player: Player, command: object): string {
  const body = JSON.stringify({ id: randomUUID(), ...command });
  return postRequest(`/v1/rooms/${roomId}/commands`, authorization(player), body);
}

function authorization({ token }: Player): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
