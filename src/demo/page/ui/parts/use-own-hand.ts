import { useEffect, useRef, useState } from "react";
import type { CardsOnBoards } from "../model/own-hand.ts";
import { useScene } from "../scene.ts";

export interface CardsToName extends CardsOnBoards {
  /** Comes back with the name. */
  readonly key: string;
}

interface Named {
  readonly key: string;
  readonly name: string;
}

const FLOP = 3;

/** What the reader's cards make with the board, "eights / kings" with two of them, in the engine's own words; null before the flop and after folding. */
export function useOwnHand(): string | null {
  const { table, you, me } = useScene();
  const namer = useRef<Worker>(null);
  const [named, setNamed] = useState<Named | null>(null);
  const hole = you?.cards ?? [];
  const boards = [table.hand?.board ?? [], table.hand?.board2 ?? []].filter(({ length }) => length >= FLOP);
  const { variant } = table.config;
  const isIn = table.seats.some(
    ({ player, status }) => player === me && (status === "in" || status === "allIn"),
  );
  const key = isIn && hole.length > 1 && boards.length > 0 ? JSON.stringify({ variant, hole, boards }) : null;
  useEffect(() => {
    const worker = new Worker(new URL("./hand-namer.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Named>) => setNamed(data));
    namer.current = worker;
    return () => worker.terminate();
  }, []);
  useEffect(() => {
    if (key === null) return;
    const question: CardsToName = { key, ...(JSON.parse(key) as CardsOnBoards) };
    namer.current?.postMessage(question);
  }, [key]);
  return named !== null && named.key === key ? named.name : null;
}
