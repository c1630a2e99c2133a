import type { Reader } from "../../game/game.ts";
import type { Seat } from "../hand-event.ts";
import { isBoardComplete, liveCount } from "../hand-state.ts";
import type { VariantName } from "../variant.ts";
import { cardsSeenBy, type HandRecord, type HandStep, stepsOf } from "./hand-record.ts";
import { cardList, lineOf, type Names } from "./hand-text-lines.ts";
import { bySeat, summaryLines } from "./hand-text-summary.ts";

const GAMES: Readonly<Record<VariantName, string>> = {
  nlhe: "Hold'em No Limit",
  flhe: "Hold'em Limit",
  plo: "Omaha Pot Limit",
  plo5: "5 Card Omaha Pot Limit",
  plo8: "Omaha Hi/Lo Pot Limit",
  flo8: "Omaha Hi/Lo Limit",
  shortdeck: "6+ Hold'em No Limit",
};

/** A finished hand as text, in the manner of the online rooms. */
export function handText(record: HandRecord, { room, player }: Reader): string {
  const names = namesIn(record);
  const steps = stepsOf(record);
  const showdown = steps.find(isShowdown);
  const lines = [
    ...headLines(record, room, names),
    ...steps.flatMap((step) => {
      const head = step === showdown ? ["*** SHOW DOWN ***"] : [];
      const dealt = step.event.type === "HoleCardsDealt" ? dealtLines(record, player, names) : [];
      return [...head, ...lineOf(step, record, names), ...dealt];
    }),
    ...summaryLines(record, names),
  ];
  return `${lines.join("\n")}\n`;
}

function isShowdown({ event: { type }, before }: HandStep): boolean {
  const isOf = type === "CardsShown" || type === "CardsMucked" || type === "PotWon";
  return isOf && isBoardComplete(before) && !before.ended && liveCount(before.seats) > 1;
}

function headLines(record: HandRecord, room: string, names: Names): readonly string[] {
  const { setup, smallBlind, chairs, seats, startedAtMs } = record;
  const time = new Date(startedAtMs).toISOString().slice(0, 19).replaceAll("-", "/").replace("T", " ");
  return [
    `Croupier Hand #${setup.no}: ${GAMES[setup.variant]} (${smallBlind}/${setup.bigBlind}) - ${time} UTC`,
    `Table '${room}' ${chairs}-max Seat #${setup.button} is the button`,
    ...bySeat(seats).map(({ seat }) => {
      const entrant = setup.entrants.find((one) => one.seat === seat);
      return `Seat ${seat}: ${names(seat)} (${entrant?.stack ?? 0} in chips)`;
    }),
  ];
}

function dealtLines(record: HandRecord, reader: Reader["player"], names: Names): readonly string[] {
  const own = record.seats.filter(({ player }) => player === reader);
  return own.map((seat) => `Dealt to ${names(seat.seat)} ${cardList(cardsSeenBy(reader, seat))}`);
}

// One name, one line, one player: those of the same name get their seat's number.
function namesIn({ seats }: HandRecord): Names {
  const plain = seats.map(({ name }) => name.replace(/[\p{Z}\p{Cc}]+/gu, " ").trim());
  const names = new Map<Seat, string>();
  for (const [place, { seat }] of seats.entries()) {
    const name = plain[place] ?? "";
    const isShared = plain.indexOf(name) !== plain.lastIndexOf(name);
    names.set(seat, isShared || name === "" ? `${name} #${seat}`.trim() : name);
  }
  return (seat) => names.get(seat) ?? `#${seat}`;
}
