import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Agent, request } from "undici";
import { readMessage, type TableView, type YouView } from "../../src/demo/message.ts";
import type { Random } from "../../src/demo/random.ts";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import type { Deliveries } from "./deliveries.ts";
import { type Duty, type DutyCommand, dutiesOf } from "./duty.ts";

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
  /** The newest version that they know of. */
  heardUpTo(): number;
  /** A command that is remembered when it was. */
  carryOut(command: DutyCommand): Promise<Answer>;
  /** Commands of theirs that an answer 200 said were carried out. */
  readonly carriedOut: readonly CarriedOut[];
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
  /** Before doing what others wait for until then. */
  readonly thinkMs: (dueAt: string, duty: string) => number;
}

export interface CarriedOut {
  readonly command: DutyCommand;
  /** Of the room with the command's effect. */
  readonly version: number;
}

const RETRY_MS = 100;
const GIVE_UP_MS = 60_000;
const ANSWER_WITHIN_MS = 8000;
const agent = new Agent({ headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS });

/** A client that always acts legally: the same id again while it does not know what became of a command. */
export function createPlayer(setup: PlayerSetup): Player {
  const { roomId, random } = setup;
  const name = setup.peer.userId;
  const carriedOut: CarriedOut[] = [];
  /** At which version of the room a duty was done. */
  const done = new Map<string, number>();
  const refusals: string[] = [];
  const { ask, slowestMs } = createAsking(setup, () => peer, refusals);
  let peer = setup.peer;
  let newest: { readonly seq: number; readonly table: TableView } | null = null;
  let straddles = false;
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
  const duty = (): Duty | null => {
    if (!isPlaying || newest === null) return null;
    const { seq, table } = newest;
    return dutiesOf(table, name, straddles).find(({ key }) => seq > (done.get(key) ?? -1)) ?? null;
  };
  const carryOut = async (wanted: DutyCommand): Promise<Answer> => {
    const answer = await command(wanted);
    if (answer.status !== 200) return answer;
    carriedOut.push({ command: wanted, version: (JSON.parse(answer.text) as Reading).version });
    if (wanted.type === "straddle") straddles = wanted.on;
    return answer;
  };
  const perform = async ({ key, command: decide }: Duty): Promise<void> => {
    const wanted = decide(random);
    const { status, text } = await carryOut(wanted);
    const reading = status === 200 ? (JSON.parse(text) as Reading) : await read();
    if (status !== 200 && !isSettledByOthers(wanted, text))
      refusals.push(`${name} on ${key}: ${status} ${text}`);
    // Who was away for a moment may do the same again.
    if (text.includes('"not_in_room"')) await delay(RETRY_MS);
    else done.set(key, reading.version);
    learn(reading.version, reading.table);
  };
  const fulfil = async (): Promise<void> => {
    for (let task = duty(); task !== null; task = duty()) {
      const thinkMs = task.dueAt === null ? 0 : setup.thinkMs(task.dueAt, task.key);
      if (thinkMs > 0) await delay(thinkMs);
      const still = duty();
      if (still?.key === task.key) await perform(still);
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
    carryOut,
    carriedOut,
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
          setup.deliveries.answered(setup.roomId, setup.peer.userId, answer.text);
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

// One who does not agree to two boards is enough.
function isSettledByOthers({ type }: DutyCommand, text: string): boolean {
  return type === "runTwice" && text.includes('"no_run_out"');
}
