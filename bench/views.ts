import { messagesOf } from "../src/rooms/messages.ts";
import type { RoomId } from "../src/rooms/ports.ts";
import type { RoomState } from "../src/rooms/room-state.ts";
import { type Views, viewsOf } from "../src/rooms/views.ts";
import { median } from "./median.ts";
import type { BenchOptions } from "./options.ts";
import { GAME, type PlayedStep, playSteps } from "./played-steps.ts";
import { type Outcome, printTable, times, whole } from "./report.ts";

interface ViewsRow {
  readonly name: string;
  /** Views and messages of one step, µs. */
  readonly micros: number;
  /** To stringify the same views and messages once they are there. */
  readonly stringifyMicros: number;
  readonly ratio: number;
  readonly messages: number;
  readonly bytes: number;
}

const SEATS = [2, 6, 9];
const STEPS = 400;
const WARM_UP_ROUNDS = 20;
const ROOM = "66f1a2b3c4d5e6f7a8b90123" as RoomId;

/** What a step costs to tell: all views of the table, and the messages that they differ by, beside JSON.stringify of the same texts. */
export function benchViews({ isQuick }: BenchOptions): Promise<Outcome> {
  const rows = measure(SEATS.map(prepare), isQuick ? 11 : 61);
  printTable("views: a step of a full table", rows, [
    { head: "µs", of: ({ micros }) => micros.toFixed(1) },
    { head: "to JSON.stringify alone", of: ({ ratio }) => times(ratio) },
    { head: "JSON.stringify µs", of: ({ stringifyMicros }) => stringifyMicros.toFixed(1) },
    { head: "messages", of: ({ messages }) => messages.toFixed(2) },
    { head: "bytes", of: ({ bytes }) => whole(bytes) },
  ]);
  return Promise.resolve({ rows, targets: [] });
}

function prepare(seats: number) {
  const steps = playSteps(seats, STEPS);
  const texts = steps.map(textsOf);
  const values = texts.map((some) => some.map((text) => JSON.parse(text) as unknown));
  return {
    name: `${seats} seats`,
    messages: steps.reduce((sum, step) => sum + messagesIn(step).length, 0) / STEPS,
    bytes: texts.flat().reduce((sum, text) => sum + Buffer.byteLength(text), 0) / STEPS,
    write: () => steps.reduce((sum, step) => sum + textsOf(step).length, 0),
    stringify: () =>
      values.reduce<number>((sum, some) => sum + some.map((value) => JSON.stringify(value)).length, 0),
  };
}

function measure(tables: readonly ReturnType<typeof prepare>[], rounds: number): readonly ViewsRow[] {
  const samples = tables.map(() => ({ ours: [] as number[], theirs: [] as number[] }));
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1)
    for (const [at, { write, stringify }] of tables.entries()) {
      const [our, their] = [microsOf(write), microsOf(stringify)];
      if (round < WARM_UP_ROUNDS) continue;
      samples[at]!.ours.push(our);
      samples[at]!.theirs.push(their);
    }
  return tables.map(({ name, messages, bytes }, at) => {
    const { ours, theirs } = samples[at]!;
    const [micros, stringifyMicros] = [median(ours), median(theirs)];
    return { name, micros, stringifyMicros, ratio: micros / stringifyMicros, messages, bytes };
  });
}

// A commit has the views before it from the commit before, so they are made once.
const known = new WeakMap<RoomState, Views>();

function viewsOfBefore(state: RoomState): Views {
  const views = known.get(state) ?? viewsOf(GAME, state);
  known.set(state, views);
  return views;
}

function textsOf(step: PlayedStep): readonly string[] {
  const views = viewsOf(GAME, step.after);
  return [views.table, ...views.you.values(), ...messagesIn(step, views).map(({ message }) => message)];
}

function messagesIn({ before, after, events }: PlayedStep, views = viewsOf(GAME, after)) {
  return messagesOf({
    game: GAME,
    roomId: ROOM,
    seq: 17,
    atMs: 0,
    before: { state: before, views: viewsOfBefore(before) },
    after: { state: after, views },
    events,
  });
}

function microsOf(work: () => number): number {
  const startedAtMs = performance.now();
  const sum = work();
  if (sum === 0) throw new Error("nothing was written");
  return ((performance.now() - startedAtMs) * 1000) / STEPS;
}
