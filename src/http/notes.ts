import type { ServerResponse } from "node:http";

/** What the log tells about a request besides its route, its status and how long it took. */
export interface Notes {
  readonly room?: string;
  /** The room's version after it. */
  readonly seq?: number;
  /** The id of a player's command. */
  readonly command?: string;
  /** The id of a webhook. */
  readonly webhook?: string;
  /** A webhook's outcome, or the `code` of a problem. */
  readonly outcome?: string;
  /** The link of the request's span, when it is recorded. */
  readonly trace?: string;
}

const NOTES = Symbol("notes");
type Noted = ServerResponse & { [NOTES]?: Notes };

/** Adds to the line that the log will have about this request. */
export function note(res: Noted, notes: Notes): void {
  const known = res[NOTES];
  res[NOTES] = known === undefined ? notes : { ...known, ...notes };
}

export function notesOf(res: Noted): Notes {
  return res[NOTES] ?? NONE;
}

const NONE: Notes = {};
