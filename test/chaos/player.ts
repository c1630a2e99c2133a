import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Agent, request } from "undici";
import { readMessage, type TableView, type YouView } from "../../src/demo/message.ts";
import type { Random } from "../../src/demo/random.ts";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import type { Deliveries } from "./deliveries.ts";

interface Reading {
  readonly version: number;
  readonly table: TableView;
  readonly you: YouView | null;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Attempts, the answered one included. */
  readonly tries: number;
}

export interface Player {
  readonly name: string;
  readonly roomId: string;
  peer(): JoinedPeer;
  /** After a reload. */
  adopt(peer: JoinedPeer): void;
  play(): void;
  /** Resolves when the command under way has its answer. */
  rest(): Promise<void>;
  read(): Promise<Reading>;
  command(body: object, id?: string): Promise<Answer>;
  /** Turns that an answer 200 said were played, and at which version. */
  readonly played: ReadonlyMap<string, number>;
  /** The newest version that they know of. */
  heardUpTo(): number;
  /** The version of every answer 200 to an act; of those that were lost and played again, too. */
  readonly acknowledged: readonly number[];
  /** Answers that a player who keeps to the rules should never get. */
  readonly refusals: readonly string[];
  /** How long the slowest answer took, errors included. */
  slowestMs(): number;
}

export interface PlayerSetup {
  readonly roomId: string;
  readonly peer: JoinedPeer;
  /** Any of them; the next one when one does not answer. */
  readonly urls: () => readonly string[];
  readonly deliveries: Deliveries;
  readonly random: Random;
  /** Before acting. */
  readonly thinkMs: (turn: Turn) => number;
}

/** As the contract tells everybody. */
export interface Turn {
  readonly id: string;
  readonly player: string;
  readonly canCheck: boolean;
  readonly minRaiseTo: number | null;
  readonly dueAt: string;
}

const RETRY_MS = 100;
const GIVE_UP_MS = 60_000;
const ANSWER_WITHIN_MS = 8000;
const agent = new Agent({ headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS });

/** A client that always acts legally: the same id again while it does not know what became of a command. */
export function createPlayer(setup: PlayerSetup): Player {
  const { roomId, random } = setup;
  const name = setup.peer.userId;
  const played = new Map<string, number>();
  const acknowledged: number[] = [];
  const refusals: string[] = [];
  const { ask, slowestMs } = createAsking(setup, () => peer, refusals);
  let peer = setup.peer;
  let newest: { readonly seq: number; readonly table: TableView } | null = null;
  let acted: { readonly turn: string; readonly version: number } | null = null;
  let isPlaying = false;
  let work: Promise<void> | null = null;

  const read = async (): Promise<Reading> => {
    const { status, text } = await ask("GET", "/table", null);
    if (status !== 200) throw new Error(`${name} may not read the table: ${status} ${text}`);
    return JSON.parse(text) as Reading;
  };
  const command = (body: object, id: string = randomUUID()): Promise<Answer> =>
    ask("POST", "/commands", JSON.stringify({ id, ...body }));
  const learn = (seq: number, table: TableView): void => {
    if (seq >= (newest?.seq ?? 0)) newest = { seq, table };
  };
  // A turn that was played comes again when what was stored is lost: then the table is newer than the answer.
  const duty = (): { readonly turn: Turn; readonly table: TableView } | null => {
    if (!isPlaying || newest === null) return null;
    const turn = newest.table.turn as Turn | null;
    if (turn?.player !== name) return null;
    if (turn.id === acted?.turn && newest.seq <= acted.version) return null;
    return { turn, table: newest.table };
  };
  const act = async ({ turn, table }: { turn: Turn; table: TableView }): Promise<void> => {
    const { status, text } = await command({ type: "act", turn: turn.id, ...choose(turn, table, random) });
    if (status === 200) {
      const reading = JSON.parse(text) as Reading;
      played.set(turn.id, reading.version);
      acknowledged.push(reading.version);
      acted = { turn: turn.id, version: reading.version };
      learn(reading.version, reading.table);
    } else {
      refusals.push(`${name} on turn ${turn.id}: ${status} ${text}`);
      const reading = await read();
      // Who was away for a moment may act on the same turn again.
      if (text.includes('"not_in_room"')) await delay(RETRY_MS);
      else acted = { turn: turn.id, version: reading.version };
      learn(reading.version, reading.table);
    }
  };
  const fulfil = async (): Promise<void> => {
    for (let task = duty(); task !== null; task = duty()) {
      const thinkMs = setup.thinkMs(task.turn);
      if (thinkMs > 0) await delay(thinkMs);
      const still = duty();
      if (still?.turn.id === task.turn.id) await act(still);
    }
  };
  const stir = (): void => {
    work ??= fulfil().then(
      () => {
        work = null;
        if (duty() !== null) stir();
      },
      (error: unknown) => void refusals.push(String(error)),
    );
  };
  const listen = (to: JoinedPeer): void => {
    setup.deliveries.follow(to);
    const hear = ({ message: text }: { readonly message: string }): void => {
      if (!text.startsWith('{"v":1')) return;
      const message = readMessage(text);
      if ("table" in message) learn(message.seq, message.table);
      stir();
    };
    for (const received of to.received) hear(received);
    to.onMessage(hear);
  };
  listen(peer);
  return {
    name,
    roomId,
    peer: () => peer,
    adopt(next) {
      peer = next;
      listen(next);
    },
    play() {
      isPlaying = true;
      stir();
    },
    async rest() {
      isPlaying = false;
      await work;
    },
    read,
    command,
    played,
    acknowledged,
    heardUpTo: () => newest?.seq ?? 0,
    refusals,
    slowestMs,
  };
}

/** Asks until there is an answer that means something, whichever address gives it. */
function createAsking(setup: PlayerSetup, peer: () => JoinedPeer, faults: string[]) {
  let turnedTo = 0;
  let slowestMs = 0;
  const attempt = async (method: "GET" | "POST", path: string, body: string | null) => {
    const urls = setup.urls();
    const url = `${urls[turnedTo % urls.length] ?? ""}/v1/rooms/${encodeURIComponent(setup.roomId)}${path}`;
    const headers = { authorization: `Bearer ${peer().authToken}`, "content-type": "application/json" };
    const startedAtMs = performance.now();
    try {
      const answer = await request(url, { method, body, headers, dispatcher: agent });
      return { status: answer.statusCode, text: await answer.body.text() };
    } catch {
      return null;
    } finally {
      slowestMs = Math.max(slowestMs, performance.now() - startedAtMs);
    }
  };
  return {
    slowestMs: () => slowestMs,
    async ask(method: "GET" | "POST", path: string, body: string | null): Promise<Answer> {
      const untilMs = performance.now() + GIVE_UP_MS;
      for (let tries = 1; ; tries += 1) {
        const answer = await attempt(method, path, body);
        if (answer !== null && answer.status < 500) {
          setup.deliveries.answered(setup.peer.userId, answer.text);
          return { ...answer, tries };
        }
        if (answer !== null && answer.status !== 503) faults.push(answer.text);
        if (performance.now() > untilMs) throw new Error(`no answer: ${answer?.text ?? "no connection"}`);
        turnedTo += 1;
        await delay(RETRY_MS);
      }
    },
  };
}

/** Mostly checks and calls, some small raises and folds; never all the chips, so that play goes on. */
function choose(turn: Turn, { seats }: TableView, random: Random): { action: string; to?: number } {
  const luck = random();
  if (luck < 0.12 && turn.minRaiseTo !== null)
    return { action: seats.some(({ bet }) => bet > 0) ? "raise" : "bet", to: turn.minRaiseTo };
  if (turn.canCheck) return { action: "check" };
  return { action: luck > 0.9 ? "fold" : "call" };
}
