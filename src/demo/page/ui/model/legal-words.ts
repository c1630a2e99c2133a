import type { ShownLegal } from "../../../../poker/player-view.ts";
import type { CommandOf } from "../../../../poker/table-command.ts";
import { chipText } from "./chips.ts";

type Act = Pick<CommandOf<"act">, "action" | "to">;

/** A button of the action bar. */
export interface ActionOffer {
  readonly act: Act;
  readonly label: string;
}

/** Check when it is free, else call. */
export function passiveOffer({ actions, callAmount }: ShownLegal, stack: number): ActionOffer {
  if (actions.includes("check")) return { act: { action: "check" }, label: "Check" };
  const label = callAmount >= stack ? "Call all-in" : "Call";
  return { act: { action: "call" }, label: `${label} ${chipText(callAmount)}` };
}

/** The bet or raise to a total of the round. */
export function aggressiveOffer({ actions, maxRaiseTo }: ShownLegal, to: number): ActionOffer | null {
  const isWhole = to === maxRaiseTo && actions.includes("allIn");
  if (actions.includes("bet"))
    return { act: { action: "bet", to }, label: `${isWhole ? "All-in" : "Bet"} ${chipText(to)}` };
  if (actions.includes("raise"))
    return { act: { action: "raise", to }, label: `${isWhole ? "All-in" : "Raise to"} ${chipText(to)}` };
  return null;
}
