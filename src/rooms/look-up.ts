import type { Document, PlayerId } from "../game/game.ts";
import type { ExecuteDeps } from "./execute.ts";
import { lookFor } from "./look-for.ts";
import type { RoomId, RoomRecords } from "./ports.ts";
import type { Reconciler } from "./reconcile.ts";
import type { Snapshot } from "./room-cache.ts";
import type { HistoryAnswer, Refusal } from "./rooms.ts";
import { currentSnapshot } from "./snapshot.ts";

interface HistoryDeps extends ExecuteDeps {
  readonly records: RoomRecords;
  readonly reconciler: Reconciler;
}

interface Asking {
  readonly roomId: RoomId;
  readonly player: PlayerId;
}

const PAGE = 20;
/** As many as are kept, about. */
const MOST_AUDITED = 2000;

/** Finished hands, newest first, as JSON `{hands, before}`: `before` asks for the next page, null at the end. */
export async function readHands(
  deps: HistoryDeps,
  { roomId, player, before }: Asking & { readonly before: number | null },
): Promise<HistoryAnswer> {
  const admitted = await admit(deps, { roomId, player });
  if (!admitted.ok) return admitted;
  const found = await deps.records.hands(roomId, { before, limit: PAGE + 1 });
  const page = found.slice(0, PAGE);
  const summaries = page.flatMap(({ record }) => view(deps, { roomId, player }, record, "summary") ?? []);
  const next = found.length > PAGE ? (page.at(-1)?.no ?? null) : null;
  const text = `{"hands":[${summaries.map((summary) => summary.text).join(",")}],"before":${next}}`;
  return { ok: true, document: { contentType: "application/json", text } };
}

/** A hand in play is unknown until it is over. */
export async function readHand(
  deps: HistoryDeps,
  { roomId, player, no, format }: Asking & { readonly no: number; readonly format: string },
): Promise<HistoryAnswer> {
  const admitted = await admit(deps, { roomId, player });
  if (!admitted.ok) return admitted;
  const record = await deps.records.hand(roomId, no);
  const document = record === null ? null : view(deps, { roomId, player }, record, format);
  if (document !== null) return { ok: true, document };
  return refuse("unknown", "unknown_hand", "There is no such finished hand, or not in that format.");
}

export async function readLedger(
  deps: HistoryDeps,
  { roomId, player, format }: Asking & { readonly format: string },
): Promise<HistoryAnswer> {
  const admitted = await admit(deps, { roomId, player });
  if (!admitted.ok) return admitted;
  const entries = (await deps.records.ledger(roomId)).map((json): unknown => JSON.parse(json));
  const { game } = deps.rules;
  const document = game.history?.ledgerView(admitted.snapshot.state.game, entries, format) ?? null;
  return document === null
    ? refuse("unknown", "unknown_ledger", "This game keeps no ledger.")
    : { ok: true, document };
}

/** Refused while no session of the room is over. */
export async function readAudit(deps: HistoryDeps, roomId: RoomId): Promise<HistoryAnswer> {
  const { state } = await currentSnapshot(deps, roomId);
  const audit = deps.rules.game.history?.audit?.(state.game) ?? null;
  if (audit === null)
    return refuse("conflict", "no_audit", "No session with a finished hand is over in this room.");
  const { firstHand, lastHand } = audit;
  const limit = Math.min(MOST_AUDITED, lastHand - firstHand + 1);
  const kept = await deps.records.hands(roomId, { before: lastHand + 1, limit });
  const records = kept
    .filter(({ no }) => no >= firstHand)
    .toReversed()
    .map(({ record }): unknown => JSON.parse(record));
  return { ok: true, document: audit.document(records) };
}

// Whoever is in the room; and a player who is away for a moment.
async function admit(
  deps: HistoryDeps,
  { roomId, player }: Asking,
): Promise<Refusal | { readonly ok: true; readonly snapshot: Snapshot }> {
  const { snapshot, isThere } = await lookFor(deps, roomId, player);
  const isPlayer = deps.rules.game.players(snapshot.state.game).includes(player);
  if (isThere || isPlayer) return { ok: true, snapshot };
  return refuse("conflict", "not_in_room", "You are not in this room.");
}

function view(
  { rules }: HistoryDeps,
  { roomId, player }: Asking,
  record: string,
  format: string,
): Document | null {
  return rules.game.history?.handView(JSON.parse(record), { room: roomId, player }, format) ?? null;
}

function refuse(kind: "conflict" | "unknown", reason: string, message: string): Refusal {
  return { ok: false, rejection: { kind, reason, message } };
}
