import type { StateText } from "./ports.ts";

/**
 * Where the parts of a value stand in its JSON, in bytes of UTF-8: a number for what is written as a whole, else what
 * each member takes (and before it, in an object, its name with the colon).
 */
export type Layout =
  | number
  | { readonly bytes: number; readonly names: readonly number[] | null; readonly members: readonly Layout[] };

export interface StatePatch {
  readonly text: StateText;
  /** Of the JSON that comes out. */
  readonly layout: Layout;
}

/** Smaller parts are not worth telling apart. */
const WHOLE_BELOW_BYTES = 128;

/**
 * The JSON of `after` as a patch of the JSON of `before`: parts that both share (the very same objects, as a fold
 * leaves them) are named by their place and neither written nor sent again. Without `before` it is the whole text.
 */
export function patchState(
  before: { readonly value: unknown; readonly layout: Layout } | null,
  after: unknown,
): StatePatch {
  const text: Text = { plan: [], added: "", from: 0, to: 0, bytes: 0 };
  const layout = before === null ? put(text, after) : change(text, before.value, before.layout, 0, after);
  endPiece(text);
  return { layout, text: { plan: text.plan, added: text.added } };
}

/** The JSON that a patch makes of the one before. */
export function applyPatch(before: string, text: StateText): string {
  const [stored, added] = [Buffer.from(before), Buffer.from(text.added)];
  let [after, at] = ["", 0];
  for (let i = 0; i < text.plan.length; i += 2) {
    const [from = 0, to = 0] = text.plan.slice(i, i + 2);
    after += from < 0 ? added.toString("utf8", at, at + to) : stored.toString("utf8", from, to);
    if (from < 0) at += to;
  }
  return after;
}

/** What is written so far; its last piece is not in the plan yet, and may still grow. */
interface Text {
  readonly plan: number[];
  added: string;
  from: number;
  to: number;
  /** Of `added`, that belong to the last piece. */
  bytes: number;
}

// The arguments stand alone, not in an object: this runs for every part of every state.
function change(text: Text, before: unknown, layout: Layout, at: number, after: unknown): Layout {
  if (before === after) {
    copy(text, at, bytesOf(layout));
    return layout;
  }
  if (typeof layout === "number" || !isObject(before) || !isObject(after)) return put(text, after);
  if (layout.names === null)
    return Array.isArray(before) && Array.isArray(after)
      ? changeArray(text, before, layout.members, at, after)
      : put(text, after);
  return !Array.isArray(after) && haveSameNames(before, after)
    ? changeObject(text, before, layout.names, layout.members, at, after)
    : put(text, after);
}

function changeArray(
  text: Text,
  before: readonly unknown[],
  layouts: readonly Layout[],
  start: number,
  after: readonly unknown[],
): Layout {
  const members: Layout[] = [];
  let at = start;
  for (let i = 0; i < after.length; i += 1) {
    const layout = layouts[i];
    if (layout === undefined) {
      add(text, i === 0 ? "[" : ",", 1);
      members.push(put(text, after[i]));
    } else {
      copy(text, at, 1);
      members.push(change(text, before[i], layout, at + 1, after[i]));
      at += 1 + bytesOf(layout);
    }
  }
  if (after.length === layouts.length) copy(text, at, 1);
  else if (after.length === 0) add(text, "[]", 2);
  else add(text, "]", 1);
  return joined(members, null);
}

function changeObject(
  text: Text,
  before: Members,
  names: readonly number[],
  layouts: readonly Layout[],
  start: number,
  after: Members,
): Layout {
  const members: Layout[] = [];
  let at = start;
  let i = 0;
  for (const name in after) {
    const layout = layouts[i] ?? 0;
    // The bracket or comma before it, too.
    const head = 1 + (names[i] ?? 0);
    copy(text, at, head);
    members.push(change(text, before[name], layout, at + head, after[name]));
    at += head + bytesOf(layout);
    i += 1;
  }
  copy(text, at, 1);
  return joined(members, names);
}

function put(text: Text, value: unknown): Layout {
  const { json, layout } = write(value);
  add(text, json, bytesOf(layout));
  return layout;
}

function write(value: unknown): { readonly json: string; readonly layout: Layout } {
  if (!isObject(value) || !hasParts(value)) return whole(JSON.stringify(value) ?? "null");
  return Array.isArray(value) ? writeArray(value) : writeObject(value);
}

function whole(json: string) {
  return { json, layout: Buffer.byteLength(json) };
}

function writeArray(value: readonly unknown[]) {
  const written = value.map(write);
  const json = `[${written.map((member) => member.json).join(",")}]`;
  const members = written.map(({ layout }) => layout);
  return { json, layout: joined(members, null) };
}

function writeObject(value: Members) {
  const named = Object.entries(value).map(([name, member]) => {
    const { json, layout } = write(member);
    const head = `${JSON.stringify(name)}:`;
    return { json: head + json, layout, headBytes: Buffer.byteLength(head) };
  });
  const json = `{${named.map((member) => member.json).join(",")}}`;
  const names = named.map(({ headBytes }) => headBytes);
  const members = named.map(({ layout }) => layout);
  return { json, layout: joined(members, names) };
}

function joined(members: readonly Layout[], names: readonly number[] | null): Layout {
  let bytes = 1 + Math.max(1, members.length);
  for (const member of members) bytes += bytesOf(member);
  if (names !== null) for (const name of names) bytes += name;
  return bytes < WHOLE_BELOW_BYTES ? bytes : { bytes, names, members };
}

function bytesOf(layout: Layout): number {
  return typeof layout === "number" ? layout : layout.bytes;
}

function copy(text: Text, from: number, bytes: number): void {
  if (text.bytes > 0 || text.to !== from) {
    endPiece(text);
    text.from = from;
  }
  text.to = from + bytes;
}

function add(text: Text, json: string, bytes: number): void {
  if (text.bytes === 0) endPiece(text);
  text.added += json;
  text.bytes += bytes;
}

function endPiece(text: Text): void {
  const { plan, from, to, bytes } = text;
  if (bytes > 0) plan.push(-1, bytes);
  else if (to > from) plan.push(from, to);
  text.bytes = 0;
  text.from = to;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

/** What has no objects in it is short, and what has undefined members is written shorter than it is. */
function hasParts(value: Members): boolean {
  let found = false;
  for (const member of Object.values(value)) {
    if (member === undefined) return false;
    if (isObject(member)) found = true;
  }
  return found;
}

function haveSameNames(before: Members, after: Members): boolean {
  const names = Object.keys(before);
  let i = 0;
  for (const name in after) {
    if (names[i] !== name || after[name] === undefined) return false;
    i += 1;
  }
  return i === names.length;
}
