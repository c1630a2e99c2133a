import type { Random } from "../../src/demo/random.ts";

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "id",
  "type",
  "data",
  "room_id",
  "",
  "\u0000",
];
const TEXTS = [
  "",
  " ",
  "null",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "{s00}:x:room",
  "a:b:c",
  "\u0000",
  "\ud800",
  "\u202e\u200b",
  "🂡",
  "x".repeat(129),
  "x".repeat(257),
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999999999Z",
  "2026-02-30T00:00:00Z",
  "2026-01-01T00:00:00+99:99",
  "1e400",
  "allIn",
  "raise",
  "deadlinePassed",
  "peer.join.success",
  "session.close.success",
  "room.end.success",
  "recording.success",
];
const NUMBERS = [0, -0, -1, 1, 0.1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e21, 1e308, Number.MIN_VALUE];

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

function oddValue(random: Random): Json {
  const luck = random();
  if (luck < 0.35) return pick(random, TEXTS);
  if (luck < 0.6) return pick(random, NUMBERS);
  if (luck < 0.7) return pick(random, [null, true, false]);
  if (luck < 0.8) return pick<Json>(random, [[], {}, [[]], [null], { a: { b: {} } }, Array(1000).fill(1)]);
  if (luck < 0.85) return JSON.parse(`${"[".repeat(29)}${"]".repeat(29)}`) as Json;
  if (luck < 0.88) return "y".repeat(66_000);
  return JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"isHost":true}}}') as Json;
}

/** Every place in a value where something can be put instead. */
function placesIn(value: Json, found: [holder: Json[] | { [name: string]: Json }, name: string][] = []) {
  if (typeof value !== "object" || value === null) return found;
  for (const name of Object.keys(value)) {
    found.push([value, name]);
    placesIn((value as { [name: string]: Json })[name]!, found);
  }
  return found;
}

function put(holder: object, name: string, value: Json): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Changes the value itself. */
function mutateValue(value: Json, random: Random): void {
  const places = placesIn(value);
  if (places.length === 0) return;
  const [holder, name] = pick(random, places);
  const luck = random();
  if (luck < 0.2) Reflect.deleteProperty(holder, name);
  else if (luck < 0.65) put(holder, name, oddValue(random));
  else if (luck < 0.75) put(holder, pick(random, NAMES), oddValue(random));
  else if (luck < 0.85) {
    const [other, otherName] = pick(random, places);
    put(holder, name, structuredClone(Reflect.get(other, otherName) as Json));
  } else if (luck < 0.95) {
    put(
      holder,
      pick(random, [name.toUpperCase(), `${name} `, `${name}_`]),
      Reflect.get(holder, name) as Json,
    );
    Reflect.deleteProperty(holder, name);
  } else put(holder, "more", oddValue(random));
}

/** Changes the bytes of a text: what comes out need not be JSON, nor UTF-8. */
function mutateBytes(text: string, random: Random): Buffer {
  const bytes = Buffer.from(text);
  const at = Math.floor(random() * bytes.length);
  const luck = random();
  if (luck < 0.25) return bytes.subarray(0, at);
  if (luck < 0.45) {
    const flipped = Buffer.from(bytes);
    if (flipped.length > 0) flipped[at] = Math.floor(random() * 256);
    return flipped;
  }
  if (luck < 0.6) return Buffer.concat([bytes, bytes.subarray(at)]);
  const junk = pick(random, ['"', "\\", "{", "}", "[", ",", ":", "\u0000", "\ufeff", "//", "NaN", "\\ud800"]);
  const insert = random() < 0.3 ? Buffer.from([0xff, 0xfe, 0xc3, 0x28]) : Buffer.from(junk);
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at)]);
}

/** A body made from a valid one: mostly JSON of another shape, sometimes no JSON, now and then the valid one itself. */
export function mutate(valid: object, random: Random): Buffer {
  const value = structuredClone(valid) as Json;
  const luck = random();
  if (luck < 0.05) return Buffer.from(JSON.stringify(value));
  if (luck < 0.07) return Buffer.from(JSON.stringify(oddValue(random)));
  for (let times = 1 + Math.floor(random() * random() * 4); times > 0; times -= 1) mutateValue(value, random);
  const text = JSON.stringify(value);
  return luck < 0.8 ? Buffer.from(text) : mutateBytes(text, random);
}
