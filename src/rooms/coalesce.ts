import { writeTable } from "./messages.ts";
import type { OutboxEntry, OutboxMessage } from "./ports.ts";

/** One call to make and the outbox entries that it settles. */
export interface Delivery {
  readonly entry: OutboxEntry;
  readonly ids: readonly string[];
  /** Settled as well once it is taken: these told less. */
  readonly covered: readonly string[];
}

/**
 * Merges what a room is behind with: of the table messages, and of each player's own, the newest is sent in its
 * place in the order, table events joined. Everything else stays as it is. A message that was put back stands behind
 * newer ones: the number tells which is the newest. Welcomes are `covered` by the table message.
 */
export function coalesce(
  entries: readonly OutboxEntry[],
  covered: readonly string[] = [],
): readonly Delivery[] {
  const groups = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const key = supersededBy(entry);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return entries.flatMap((entry) => {
    const group = groups.get(supersededBy(entry)) ?? [];
    if (group.at(-1) !== entry) return [];
    const newest = group.length === 1 ? entry : merge(group.toSorted((a, b) => a.seq - b.seq));
    const ids = group.map(({ id }) => id);
    return [{ entry: newest, ids, covered: entry.topic === "table" ? covered : [] }];
  });
}

/** To whom no more is told than everybody is: they have no view of their own. */
export function isSpectatorsWelcome({ topic, message }: OutboxMessage): boolean {
  return topic === "welcome" && message.endsWith('"you":null}');
}

function supersededBy({ id, topic, target }: OutboxEntry): string {
  switch (topic) {
    case "table":
      return "table";
    case "you":
      return `you ${target.kind === "player" ? target.player : id}`;
    case "welcome":
    case "announcement":
    case "removal":
      return `one ${id}`;
  }
}

// In the order of their numbers.
function merge(group: readonly OutboxEntry[]): OutboxEntry {
  const newest = group.at(-1);
  if (newest === undefined) throw new Error("a group of no messages");
  if (newest.topic !== "table") return newest;
  const tables = group.map(({ message }) => JSON.parse(message) as TableMessage);
  const events = tables.flatMap((table) => table.events.map((event) => JSON.stringify(event)));
  const { game, room, seq, ...seen } = JSON.parse(newest.message) as TableMessage;
  const table = JSON.stringify(seen.table);
  const tableBytes = Buffer.byteLength(table);
  const { message } = writeTable(game, room, seq, { events, table, tableBytes });
  return { ...newest, message };
}

interface TableMessage {
  readonly game: string;
  readonly room: string;
  readonly seq: number;
  readonly events: readonly unknown[];
  readonly table: unknown;
}
