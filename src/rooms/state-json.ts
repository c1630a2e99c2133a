import type { RoomState } from "./room-state.ts";

// Of parts of states, none of which ever changes; null: written once so far. A text is kept from the second time on,
// since what changes all the time would only live long enough to be moved about by the garbage collector.
const texts = new WeakMap<object, string | null>();

/** How far down parts are told apart: the state's own members, and those of presence and game. */
const DEPTH = 2;

/** The same as JSON.stringify gives; what earlier states had as well is not written again. */
export function stateJson(state: RoomState): string {
  return membersJson(state, DEPTH);
}

function membersJson(value: object, depth: number): string {
  let members = "";
  for (const [name, member] of Object.entries(value))
    if (member !== undefined)
      members += `${members === "" ? "" : ","}${JSON.stringify(name)}:${partJson(member, depth - 1)}`;
  return `{${members}}`;
}

function partJson(value: unknown, depth: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (typeof known === "string") return known;
  const json = depth === 0 || Array.isArray(value) ? JSON.stringify(value) : membersJson(value, depth);
  texts.set(value, known === undefined ? null : json);
  return json;
}
