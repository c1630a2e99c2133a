import type { Outbox, OutboxEntry, RoomId } from "./ports.ts";
import type { StoreIdentity } from "./snapshot.ts";

interface HistoryDeps {
  readonly identity: StoreIdentity & {
    /** Asks the server that has the room now, whatever was known of it. */
    confirm(roomId: RoomId): Promise<string>;
  };
  /** Told of a room of which something was dropped: the new history may not have begun there. */
  readonly onPast: (roomId: RoomId) => void;
}

/**
 * An outbox without what was written before the store changed hands. Those messages were delivered then, or newer ones
 * were, and the first commit of the new history tells everybody everything anew: sent now they would be older than
 * what their readers have. An operator's words carry no number and are sent all the same. Another process may have
 * heard of the new server sooner than this one: its messages must not be taken for past ones.
 */
export function ofThisHistory(outbox: Outbox, { identity, onPast }: HistoryDeps): Outbox {
  const claim: Outbox["claim"] = async (holding, delivered) => {
    const claimed = await outbox.claim(holding, delivered);
    if (claimed.outcome !== "claimed") return claimed;
    const { roomId } = holding;
    const known = await identity.current(roomId);
    if (!claimed.entries.some((entry) => isPast(entry, known))) return claimed;
    const current = await identity.confirm(roomId);
    const past = claimed.entries.filter((entry) => isPast(entry, current));
    if (past.length === 0) return claimed;
    onPast(roomId);
    return await claim(
      holding,
      past.map(({ id }) => id),
    );
  };
  return { ...outbox, claim };
}

function isPast({ store, topic }: OutboxEntry, current: string): boolean {
  return topic !== "announcement" && store !== undefined && store !== current;
}
