import { useState } from "react";
import type { PublicTable } from "../../../../poker/table-view.ts";

interface ToldToGo {
  /** Who still sits because the hand is not over. */
  readonly toldToGo: ReadonlySet<string>;
  readonly note: (player: string) => void;
}

/** Bots that were sent away from here: of whom goes after the hand no view tells. */
export function useToldToGo(seats: PublicTable["seats"]): ToldToGo {
  const [noted, setNoted] = useState<ReadonlySet<string>>(new Set());
  const toldToGo = new Set([...noted].filter((player) => seats.some((seat) => seat.player === player)));
  if (toldToGo.size < noted.size) setNoted(toldToGo);
  return { toldToGo, note: (player) => setNoted((before) => new Set([...before, player])) };
}
