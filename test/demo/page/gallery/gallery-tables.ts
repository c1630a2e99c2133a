import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type PlayerCommand, parseCommand } from "../../../../src/poker/table-command.ts";
import { type GalleryState, ME, STATES } from "./states.ts";

/** What the gallery's page is told. */
export interface Shown {
  readonly id: string;
  readonly snapshot: object;
  readonly events: readonly object[];
}

const MALFORMED = { status: 400, code: "malformed", detail: "The command is malformed." };

/** Plays the gallery's tables, each page's own, for the one reader: `/tables/<state>` makes one. */
export function createGalleryTables() {
  const states = new Map<string, GalleryState>();

  const answers = async (path: readonly string[], body: string): Promise<unknown> => {
    const [first = "", what, no] = path;
    const state = states.get(first);
    if (state === undefined) return open(first);
    const { table } = state;
    const reads = table.reads(ME);
    if (what === "hands") return reads.hands();
    if (what === "replay") return reads.replay(Number(no));
    if (what === "hand") return reads.hand(Number(no));
    if (what === "proof") return reads.proof(Number(no));
    if (what === "audit") return reads.audit();
    if (what === "ledger") return reads.ledger();
    table.nowMs = Date.now();
    const parsed = parseCommand(JSON.parse(body));
    if (!parsed.ok) return { ok: false, problem: { ...MALFORMED, faults: parsed.faults } };
    table.ask(ME, parsed.command as PlayerCommand);
    if (table.refusal !== null) return { ok: false, problem: table.problem() };
    return { ok: true, shown: shownOf(first, state, table.publicEvents()) };
  };
  const open = (name: string): Shown => {
    const state = STATES[name]?.();
    if (state === undefined) throw new Error(`no state ${name}`);
    const id = randomUUID();
    states.set(id, state);
    return shownOf(id, state, [...state.table.told]);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? "/", "http://gallery").pathname.split("/").slice(2);
    const answer = await answers(path, await text(request));
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  };
}

function shownOf(id: string, { table, connection }: GalleryState, events: readonly object[]): Shown {
  const snapshot = { ...table.snapshot(ME), ...(connection !== undefined && { connection }) };
  return { id, snapshot, events };
}
