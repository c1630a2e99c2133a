import type { Outbox, OutboxEntry } from "./ports.ts";
import type { StoreIdentity } from "./snapshot.ts";

/**
 * An outbox without what was written before the store changed hands. Those messages were delivered then, or newer ones
 * were, and the first commit of the new history tells everybody everything anew: sent now they would be older than
 * what their readers have. An operator's words carry no number and are sent all the same.
 */
export function ofThisHistory(outbox: Outbox, identity: StoreIdentity): Outbox {
  const claim: Outbox["claim"] = async (holding, delivered) => {
    const claimed = await outbox.claim(holding, delivered);
    if (claimed.outcome !== "claimed") return claimed;
    const current = await identity.current(holding.roomId);
    const past = claimed.entries.filter((entry) => isPast(entry, current));
    return past.length === 0
      ? claimed
      : await claim(
          holding,
          past.map(({ id }) => id),
        );
  };
  return { ...outbox, claim };
}

function isPast({ store, topic }: OutboxEntry, current: string): boolean {
  return topic !== "announcement" && store !== undefined && store !== current;
}
