import type { EventView } from "./message.ts";

export interface Phrase {
  readonly text: string;
  /** Not part of the hand. */
  readonly aside: boolean;
}

/** An event in words; null for what needs none. */
export function phraseOf(event: EventView, name: string): Phrase | null {
  const play = playOf(event, name);
  if (play !== null) return { text: event.allIn === true ? `${play}, all-in` : play, aside: false };
  const aside = asideOf(event, name);
  return aside === null ? null : { text: aside, aside: true };
}

function playOf({ type, chips, to, cards, dead, because }: EventView, name: string): string | null {
  switch (type) {
    case "AntePosted":
      return `${name} antes ${chips}`;
    case "BlindPosted":
      return `${name} posts ${chips}${dead === true ? " dead" : ""}`;
    case "Folded":
      return `${name} folds${because === "timeout" ? " (out of time)" : ""}`;
    case "Checked":
      return `${name} checks${because === "timeout" ? " (out of time)" : ""}`;
    case "Called":
      return `${name} calls ${chips}`;
    case "BetPlaced":
      return `${name} bets ${to}`;
    case "Raised":
      return `${name} raises to ${to}`;
    case "BetReturned":
      return `${name} takes ${chips} back`;
    case "CardsShown":
      return `${name} shows ${(cards ?? []).join(" ")}`;
    case "CardsMucked":
      return `${name} mucks`;
    case "HandVoided":
      return "the hand is void, every bet goes back";
    default:
      return null;
  }
}

function asideOf({ type, chips, place }: EventView, name: string): string | null {
  switch (type) {
    case "PlayerSeated":
      return `${name} sits down`;
    case "PlayerStood":
      return `${name} stands up`;
    case "PlayerSatOut":
      return `${name} sits out`;
    case "PlayerSatIn":
      return `${name} is back`;
    case "ChipsAdded":
      return `${name} buys ${chips} more`;
    case "StackSet":
      return `${name} now has ${chips}`;
    case "PlayerPlaced":
      return place === 1 ? `${name} wins the tournament` : `${name} is out, place ${place}`;
    case "PrizePaid":
      return `${name} wins a prize of ${chips}`;
    case "BountyPaid":
      return `${name} is paid for seven and deuce`;
    case "TablePaused":
      return "play is paused";
    case "TableResumed":
      return "play goes on";
    case "TableClosed":
      return "the table is closed";
    default:
      return null;
  }
}
