import { chooseAction } from "../../src/demo/choose-action.ts";
import type { PlayerId } from "../../src/game/game.ts";
import type { PrivateView } from "../../src/poker/player-view.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { PublicTable } from "../../src/poker/table-view.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import type { Refusal, TableAnswer } from "../../src/rooms/rooms.ts";
import type { Client } from "./clients.ts";
import type { FrontDoor } from "./front-door.ts";
import type { History } from "./history.ts";
import type { Inspector } from "./inspector.ts";
import type { World } from "./world.ts";

/** Those who sit at one table and act when it is their turn. */
export interface Players {
  /** A message came: it may be this client's turn. */
  heard(client: Client): void;
  /** Asks the same thing until it is answered, always by the same id. */
  command(userId: string, body: object): void;
  /** Asks for the table until it is answered. */
  read(userId: string): void;
  /** Nobody acts any more. */
  hush(): void;
  /** Commands that were answered. */
  answered(): number;
}

interface PlayersDeps {
  readonly world: World;
  readonly door: FrontDoor;
  readonly history: History;
  readonly inspector: Inspector;
  readonly config: TableConfig;
  readonly roomId: RoomId;
}

interface Asked {
  readonly id: string;
  readonly userId: string;
  readonly atMs: number;
}

const TRIES = 8;
const DOUBLE_CLICKS = 0.05;

export function createPlayers(deps: PlayersDeps): Players {
  const { world, door, history, inspector, config, roomId } = deps;
  const { scheduler, minds } = world;
  const turnsSeen = new Set<string>();
  const answers = new Map<string, string>();
  const slowestMs = minds.pick([20, 80, 300]);
  let isHushed = false;
  let answered = 0;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void scheduler.resume(ms, null, resolve));
  const check = ({ id, userId, atMs }: Asked, answer: Awaited<ReturnType<typeof ask>>): void => {
    answered += 1;
    const text = answer.ok ? answer.json : JSON.stringify(answer.rejection);
    if (answer.ok) inspector.answered(roomId, userId, answer.json);
    else inspector.logged(text);
    const stored = history.answerTo(roomId, id);
    const other = answers.get(id);
    // A replica that took over may have forgotten it, and who was not in the room may be by now: then it is judged anew.
    if (atMs <= history.wentBackAtMs() || isOfAbsent(answer)) return;
    const isSame = (other === undefined || other === text) && (stored === null || stored.endsWith(text));
    if (!isSame) world.fail(`${roomId}: ${id} of ${userId} got two answers: ${stored ?? other} and ${text}`);
    answers.set(id, text);
    if (world.isTracing) world.trace(`${userId} ${id} is answered ${text.slice(0, 60)}`);
  };
  const ask = ({ id, userId }: Asked, body: object) =>
    door.ask((rooms) => rooms.command({ roomId, player: userId as PlayerId, id, body }));
  const untilAnswered = async (attempt: () => Promise<void>): Promise<void> => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        await attempt();
        return;
      } catch {
        await pause(minds.between(50, 1500));
      }
    }
  };
  const insist = (asked: Asked, body: object): Promise<void> =>
    untilAnswered(async () => check(asked, await ask(asked, body)));
  const command = (userId: string, body: object): void => {
    const id = world.newId("command");
    if (world.isTracing) world.trace(`${userId} ${id} asks ${JSON.stringify(body)}`);
    const asked = { id, userId, atMs: scheduler.nowMs() };
    void insist(asked, body);
    if (minds.chance(DOUBLE_CLICKS)) void insist(asked, body);
  };
  const thinkingMs = (): number | null => {
    if (minds.chance(0.04)) return null;
    return minds.chance(0.05)
      ? config.turnSeconds * 1000 + minds.between(-20, 20)
      : minds.between(2, slowestMs);
  };
  return {
    heard(client) {
      if (isHushed) return;
      const vote = voteOf(client);
      if (vote !== null && !turnsSeen.has(vote)) {
        turnsSeen.add(vote);
        const body = { type: "runTwice", agree: minds.chance(0.9) };
        scheduler.resume(minds.between(2, slowestMs), null, () => command(client.peer.userId, body));
      }
      const turn = turnOf(client);
      if (turn === null || turnsSeen.has(turn.id)) return;
      turnsSeen.add(turn.id);
      const afterMs = thinkingMs();
      if (afterMs === null) return;
      const { action, to } = chooseAction(turn, () => minds.next());
      const body = { type: "act", turn: turn.id, action, ...(to !== undefined && { to }) };
      scheduler.resume(afterMs, null, () => command(client.peer.userId, body));
    },
    command,
    read(userId) {
      void untilAnswered(async () => {
        const { json } = await door.ask((rooms) => rooms.read(roomId, userId as PlayerId));
        inspector.answered(roomId, userId, json);
      });
    },
    hush() {
      isHushed = true;
    },
    answered: () => answered,
  };
}

function isOfAbsent(answer: TableAnswer | Refusal): boolean {
  return !answer.ok && answer.rejection.reason === "not_in_room";
}

// Which offer of two boards this player has not answered yet.
function voteOf({ peer, newest }: Client): string | null {
  const json = newest.get("table")?.json;
  if (json === undefined || !json.includes('"runTwice":{')) return null;
  const { hand, seats } = JSON.parse(json) as PublicTable;
  const own = seats.find(({ player }) => player === peer.userId);
  const isAsked = own?.status === "in" || own?.status === "allIn";
  return isAsked && hand?.runTwice?.agreed.includes(own.seat) === false
    ? `vote ${peer.userId} ${hand.no}`
    : null;
}

// Table and own view come in two messages: it is a turn as soon as both say so.
function turnOf({ peer, newest }: Client) {
  const youJson = newest.get("you")?.json;
  if (youJson === undefined || !youJson.includes('"legal":{')) return null;
  const you = JSON.parse(youJson) as PrivateView;
  const table = JSON.parse(newest.get("table")?.json ?? "null") as PublicTable | null;
  if (you.legal === null || table?.turn == null || table.turn.player !== peer.userId) return null;
  const pot = table.seats.reduce((chips, { bet }) => chips + bet, 0);
  const pots = (table.hand?.pots ?? []).reduce((sum, { chips }) => sum + chips, 0);
  return { id: table.turn.id, legal: you.legal, stack: you.stack, pot: pot + pots };
}
