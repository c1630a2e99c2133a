import { useState } from "react";
import type { PublicTable } from "../../../../poker/table-view.ts";
import { type FollowedClock, followClock } from "../model/countdown.ts";

/** The clock of the turn, null when it stands still or it is nobody's turn. */
export function useClock({ turn, config, status }: PublicTable): FollowedClock | null {
  const [followed, setFollowed] = useState<FollowedClock | null>(null);
  if (turn === null || status === "paused") return null;
  const seen = { turn: turn.id, dueAtMs: Date.parse(turn.dueAt), turnMs: config.turnSeconds * 1000 };
  if (followed?.turn === seen.turn && followed.dueAtMs === seen.dueAtMs) return followed;
  const now = followClock(followed, { ...seen, nowMs: Date.now() });
  setFollowed(now);
  return now;
}
