import type { DeckCheck } from "./check-deck.ts";

const LATE = "This page was told of it only after the first card, so it cannot say that it was fixed before.";
const UNSEEN =
  "This page was not there to hear of it, so it has the server’s word for it. Somebody who was there, or the audit after the session, can tell.";

/** What a check found, for somebody who wants to know whether to trust the cards. */
export function checkWords({ no, told, cards, faults }: DeckCheck): string {
  if (faults.length > 0) return `The cards of hand ${no} do NOT match the deck that was fixed for it.`;
  const count = cards === 1 ? "1 card was" : `${cards} cards were`;
  const checked = `${count} checked in this browser.`;
  if (told === "before")
    return `Cards shown in hand ${no} match the deck that was fixed before it. ${checked}`;
  return `Cards shown in hand ${no} match the deck’s fingerprint. ${checked} ${told === "late" ? LATE : UNSEEN}`;
}

/** In groups that can be read out and compared: "E1D2 9F3A". */
export function fingerprintText(hash: string): string {
  return hash.replaceAll(/.{4}(?=.)/g, "$& ");
}
