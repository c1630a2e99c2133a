import { useEffect, useRef, useState } from "react";
import type { Card } from "../../../../poker/card.ts";
import type { VariantName } from "../../../../poker/variant.ts";
import { useScene } from "../scene.ts";

export interface CardsToName {
  /** Comes back with the name. */
  readonly key: string;
  readonly variant: VariantName;
  readonly hole: readonly Card[];
  readonly board: readonly Card[];
}

interface Named {
  readonly key: string;
  readonly name: string;
}

const FLOP = 3;

/** What the reader's cards make with the board, in the engine's own words; null before the flop and after folding. */
export function useOwnHand(): string | null {
  const { table, you, me } = useScene();
  const namer = useRef<Worker>(null);
  const [named, setNamed] = useState<Named | null>(null);
  const hole = you?.cards ?? [];
  const board = table.hand?.board ?? [];
  const { variant } = table.config;
  const isIn = table.seats.some(
    ({ player, status }) => player === me && (status === "in" || status === "allIn"),
  );
  const key =
    isIn && hole.length > 1 && board.length >= FLOP ? [variant, ...hole, "+", ...board].join(" ") : null;
  useEffect(() => {
    const worker = new Worker(new URL("./hand-namer.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Named>) => setNamed(data));
    namer.current = worker;
    return () => worker.terminate();
  }, []);
  useEffect(() => {
    if (key === null) return;
    const [variantName, ...cards] = key.split(" ");
    const plus = cards.indexOf("+");
    const question = { key, variant: variantName, hole: cards.slice(0, plus), board: cards.slice(plus + 1) };
    namer.current?.postMessage(question);
  }, [key]);
  return named !== null && named.key === key ? named.name : null;
}
