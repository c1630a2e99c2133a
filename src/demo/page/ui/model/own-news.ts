import type { PublicTableEvent } from "../../../../poker/public-event.ts";

/** What events told and no view keeps. */
export interface OwnNews {
  /** Which host took the reader's seat away. */
  readonly removedBy: string | null;
  /** The reader waits for a seat, which the table shows of the first ones only. */
  readonly isEnlisted: boolean;
  /** Whom a host removes when the hand is over. */
  readonly leaving: readonly string[];
}

export const NO_NEWS: OwnNews = { removedBy: null, isEnlisted: false, leaving: [] };

export function newsAfter(before: OwnNews, events: readonly PublicTableEvent[], me: string): OwnNews {
  return events.reduce((news, event) => newsOf(news, event, me), before);
}

function newsOf(news: OwnNews, event: PublicTableEvent, me: string): OwnNews {
  // A table that was closed forgets whom it removed.
  if (event.type === "TableClosed") return NO_NEWS;
  if (event.type === "LeaveQueued") return { ...news, leaving: [...news.leaving, event.player] };
  if (event.type === "PlayerStood") {
    const leaving = news.leaving.filter((player) => player !== event.player);
    const isRemoved = event.player === me && event.because === "kicked";
    return { ...news, leaving, removedBy: isRemoved ? (event.by ?? null) : news.removedBy };
  }
  if (!("player" in event) || event.player !== me) return news;
  if (event.type === "PlayerSeated") return { ...news, removedBy: null, isEnlisted: false };
  if (event.type === "PlayerEnlisted") return { ...news, isEnlisted: true };
  const waitsNoLonger = event.type === "PlayerUnlisted" || event.type === "SeatRequested";
  return waitsNoLonger ? { ...news, isEnlisted: false } : news;
}
