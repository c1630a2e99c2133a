import { useState } from "react";
import type { ShownLegal } from "../../../../poker/player-view.ts";
import type { PublicTurn } from "../../../../poker/table-view.ts";
import { type BetSizes, betSizes, clampBet, steppedBet } from "../model/bet-sizes.ts";
import type { KeyWish } from "../model/keys.ts";
import { type ActionOffer, aggressiveOffer, passiveOffer } from "../model/legal-words.ts";
import { useScene } from "../scene.ts";
import { useSender } from "./busy.ts";

export interface TurnProps {
  readonly turn: PublicTurn;
  readonly legal: ShownLegal;
  readonly ownBet: number;
  readonly stack: number;
}

interface Turn {
  readonly isBusy: boolean;
  /** Null when no bet or raise is allowed. */
  readonly sizes: BetSizes | null;
  readonly to: number;
  readonly passive: ActionOffer;
  readonly aggressive: ActionOffer | null;
  /** A size was chosen on purpose, so that Enter makes the bet. */
  readonly isChosen: boolean;
  /** Folding for nothing was asked for once. */
  readonly isFoldAsked: boolean;
  readonly act: (offer: ActionOffer) => void;
  readonly fold: () => void;
  readonly choose: (to: number) => void;
  readonly type: (to: number) => void;
  readonly wish: (wish: KeyWish) => boolean;
}

/** The reader's turn: what is offered, and what is chosen of it so far. */
export function useTurn({ turn, legal, ownBet, stack }: TurnProps): Turn {
  const { table } = useScene();
  const { isBusy, give } = useSender();
  const sizes = betSizes(table, legal, ownBet);
  const [to, setTo] = useState(sizes?.min ?? 0);
  const [isChosen, setChosen] = useState(false);
  const [isFoldAsked, setFoldAsked] = useState(false);
  const passive = passiveOffer(legal, stack);
  const aggressive = sizes === null ? null : aggressiveOffer(legal, clampBet(sizes, to));

  const act = ({ act: { action, to: total } }: ActionOffer) =>
    void give({ type: "act", turn: turn.id, action, ...(total !== undefined && { to: total }) });
  const fold = () => {
    if (turn.canCheck && !isFoldAsked) setFoldAsked(true);
    else act({ act: { action: "fold" }, label: "Fold" });
  };
  const choose = (total: number) => {
    if (sizes === null) return;
    setTo(clampBet(sizes, total));
    setChosen(true);
  };
  const takeBack = () => {
    setTo(sizes?.min ?? 0);
    setChosen(false);
    setFoldAsked(false);
  };
  const wish = (wished: KeyWish) => {
    if (wished === "help") return false;
    if (wished === "fold") fold();
    else if (wished === "passive") act(passive);
    else if (wished === "cancel") takeBack();
    else if (sizes !== null && aggressive !== null) {
      const chosen = sizeFor(wished, sizes, to);
      const isMade = isChosen && (wished === "raise" || wished === "confirm");
      if (isMade) act(aggressive);
      else if (chosen !== null) choose(chosen);
    }
    return true;
  };
  return {
    isBusy,
    sizes,
    to,
    passive,
    aggressive,
    isChosen,
    isFoldAsked,
    act,
    fold,
    choose,
    type: setTo,
    wish,
  };
}

/** The size that a key chooses; null for a key that chooses none. */
function sizeFor(wish: KeyWish, sizes: BetSizes, to: number): number | null {
  if (wish === "raise") return to;
  if (wish === "allIn") return sizes.max;
  if (wish === "more") return steppedBet(sizes, to, 1);
  if (wish === "less") return steppedBet(sizes, to, -1);
  return typeof wish === "object" ? (sizes.presets.find(({ key }) => key === wish.preset)?.to ?? null) : null;
}
