import type { StateText } from "./ports.ts";

/**
 * Where the parts of a value stand in its JSON, in bytes of UTF-8: a number for what is written as a whole, else what
 * each member takes (and before it, in an object, its name with the colon).
 */
export type Layout = number | ArrayLayout | ObjectLayout;

interface ArrayLayout {
  readonly bytes: number;
  readonly names: null;
  readonly members: readonly Layout[];
}

interface ObjectLayout {
  readonly bytes: number;
  readonly names: Names;
  readonly members: readonly Layout[];
}

/** Of an object's members, in order; shared by all layouts of an object whose members stay the same. */
interface Names {
  readonly texts: readonly string[];
  /** What each takes, with the colon. */
  readonly bytes: readonly number[];
  readonly total: number;
}

export interface StatePatch {
  readonly text: StateText;
  /** Of the JSON that comes out. */
  readonly layout: Layout;
}

/** Smaller parts are not worth telling apart. */
const WHOLE_BELOW_BYTES = 256;

/**
 * The JSON of `after` as a patch of the JSON of `before`: parts that both share (the very same objects, as a fold
 * leaves them) are named by their place and neither written nor sent again. Without `before` it is the whole text.
 */
export function patchState(
  before: { readonly value: unknown; readonly layout: Layout } | null,
  after: unknown,
): StatePatch {
  const text: Text = { plan: [], added: "", at: 0, from: 0, bytes: 0 };
  const layout = before === null ? put(text, after) : change(text, before.value, before.layout, after);
  endPiece(text);
  return { layout, text: { plan: text.plan, added: text.added } };
}

/** The same without a layout to build on. */
export function wholeText(value: unknown): StateText {
  const added = JSON.stringify(value);
  return { plan: [-1, Buffer.byteLength(added)], added };
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
  /** How far the JSON before is read, in bytes. */
  at: number;
  /** The last piece is what was read from here on, unless there are bytes. */
  from: number;
  /** Of `added`, that belong to the last piece. */
  bytes: number;
}

/** Reads one part of the JSON before and writes one of that after. */
function change(text: Text, before: unknown, layout: Layout, after: unknown): Layout {
  if (before === after) {
    copy(text, bytesOf(layout));
    return layout;
  }
  const changed = isObject(before) && isObject(after) ? changeParts(text, before, layout, after) : null;
  if (changed !== null) return changed;
  skip(text, bytesOf(layout));
  return put(text, after);
}

/** Null: it has to be written as a whole. */
function changeParts(text: Text, before: Members, layout: Layout, after: Members): Layout | null {
  if (typeof layout === "number") return null;
  if (layout.names !== null) return Array.isArray(after) ? null : changeObject(text, before, layout, after);
  return Array.isArray(before) && Array.isArray(after) ? changeArray(text, before, layout, after) : null;
}

function changeArray(
  text: Text,
  before: readonly unknown[],
  { bytes, members: layouts }: ArrayLayout,
  after: readonly unknown[],
): Layout {
  const end = text.at + bytes;
  const members: Layout[] = [];
  for (let i = 0; i < after.length; i += 1) {
    const layout = layouts[i];
    if (layout === undefined) {
      add(text, i === 0 ? "[" : ",", 1);
      members.push(put(text, after[i]));
    } else {
      copy(text, 1);
      members.push(change(text, before[i], layout, after[i]));
    }
  }
  if (after.length === layouts.length) copy(text, 1);
  else if (after.length === 0) add(text, "[]", 2);
  else add(text, "]", 1);
  skip(text, end - text.at);
  return joined(members, null);
}

function changeObject(
  text: Text,
  before: Members,
  { names, members: layouts }: ObjectLayout,
  after: Members,
): Layout | null {
  const { added, at, from, bytes } = text;
  const pieces = text.plan.length;
  const members = layouts.slice();
  let i = 0;
  for (const name in after) {
    const member = after[name];
    if (names.texts[i] !== name || member === undefined)
      return goBack(text, { pieces, added, at, from, bytes });
    const layout = layouts[i] ?? 0;
    // The bracket or comma before it, too.
    copy(text, 1 + (names.bytes[i] ?? 0));
    if (before[name] === member) copy(text, bytesOf(layout));
    else members[i] = change(text, before[name], layout, member);
    i += 1;
  }
  if (i !== names.texts.length) return goBack(text, { pieces, added, at, from, bytes });
  copy(text, 1);
  return joined(members, names);
}

// It turned out that its members are not those of the object before.
function goBack(text: Text, { pieces, ...start }: Omit<Text, "plan"> & { readonly pieces: number }): null {
  text.plan.length = pieces;
  Object.assign(text, start);
  return null;
}

function put(text: Text, value: unknown): Layout {
  const json = jsonOf(value);
  const layout = layOut(value, bytesIn(json));
  add(text, json, bytesOf(layout));
  return layout;
}

function jsonOf(value: unknown): string {
  return value === undefined ? "null" : JSON.stringify(value);
}

// Most of what changes is a number, and what is short is seldom anything but ASCII.
function bytesIn(json: string): number {
  return json.length < 3 ? json.length : Buffer.byteLength(json);
}

// Only what is long is looked into; that is written anew once in a hand, and then costs as much again for each level.
function layOut(value: unknown, bytes: number): Layout {
  if (bytes < WHOLE_BELOW_BYTES || !isObject(value) || !hasParts(value)) return bytes;
  const layoutOf = (member: unknown): Layout => layOut(member, bytesIn(jsonOf(member)));
  if (Array.isArray(value)) return { bytes, names: null, members: value.map(layoutOf) };
  return { bytes, names: namesOf(value), members: Object.values(value).map(layoutOf) };
}

function namesOf(value: Members): Names {
  const texts = Object.keys(value);
  const bytes = texts.map((name) => bytesIn(JSON.stringify(name)) + 1);
  return { texts, bytes, total: bytes.reduce((sum, one) => sum + one, 0) };
}

function joined(members: readonly Layout[], names: Names | null): Layout {
  let bytes = 1 + Math.max(1, members.length) + (names?.total ?? 0);
  for (const member of members) bytes += bytesOf(member);
  if (bytes < WHOLE_BELOW_BYTES) return bytes;
  return names === null ? { bytes, names, members } : { bytes, names, members };
}

function bytesOf(layout: Layout): number {
  return typeof layout === "number" ? layout : layout.bytes;
}

function copy(text: Text, bytes: number): void {
  if (text.bytes > 0) endPiece(text);
  text.at += bytes;
}

function skip(text: Text, bytes: number): void {
  if (bytes === 0) return;
  if (text.bytes === 0) endPiece(text);
  text.at += bytes;
  text.from = text.at;
}

function add(text: Text, json: string, bytes: number): void {
  if (text.bytes === 0) endPiece(text);
  text.added += json;
  text.bytes += bytes;
}

function endPiece(text: Text): void {
  const { plan, from, at, bytes } = text;
  if (bytes > 0) plan.push(-1, bytes);
  else if (at > from) plan.push(from, at);
  text.bytes = 0;
  text.from = at;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

/** What has no objects in it is short, and what has undefined members is written shorter than it is. */
function hasParts(value: Members): boolean {
  let found = false;
  for (const name in value) {
    const member = value[name];
    if (member === undefined) return false;
    if (isObject(member)) found = true;
  }
  return found;
}
