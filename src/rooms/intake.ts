import type { ExecuteDeps } from "./execute.ts";
import { execute } from "./execute.ts";
import { isForgotten } from "./presence.ts";
import type { Notification, PresenceFact } from "./presence-fact.ts";
import type { Reconciler } from "./reconcile.ts";

interface IntakeDeps extends ExecuteDeps {
  readonly reconciler: Reconciler;
}

/** 100ms retries after 1 s, 3 s and 10 s, and replays what failed within days: the claim must outlive the retries by far. */
const REMEMBER_MS = 24 * 3_600_000;

/** Takes a webhook in, once per id. Presence itself is safe against copies; the id only tells which answer is due. */
export async function takeIn(
  deps: IntakeDeps,
  notification: Notification,
  trace?: string,
): Promise<"accepted" | "duplicate"> {
  const { id, roomId, fact, isReplay } = notification;
  const execution = await execute(deps, {
    roomId,
    happening: { kind: "facts", facts: [fact] },
    id,
    rememberMs: REMEMBER_MS,
    answer: () => ({ answer: "accepted" }),
    trace,
  });
  if (isReplay || isTooOld(deps, notification)) deps.reconciler.reconcileSoon(roomId);
  return execution.outcome === "seen" ? "duplicate" : "accepted";
}

function isTooOld({ cache }: IntakeDeps, { roomId, fact }: Notification): boolean {
  const presence = cache.get(roomId)?.state.presence;
  return presence !== undefined && isForgotten(presence, timeOf(fact));
}

function timeOf(fact: PresenceFact): string {
  switch (fact.type) {
    case "peerJoined":
      return fact.joinedAt;
    case "peerLeft":
      return fact.leftAt;
    case "roleChanged":
      return fact.changedAt;
    case "sessionOpened":
      return fact.openedAt;
    case "sessionClosed":
      return fact.closedAt;
    case "peerMissing":
    case "peerSeen":
      return fact.asOf;
  }
}
