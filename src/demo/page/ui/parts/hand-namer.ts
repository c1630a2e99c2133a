import { namesOnBoards } from "../model/own-hand.ts";
import type { CardsToName } from "./use-own-hand.ts";

// In a worker: the evaluator's tables take too long to make beside a table that moves.
self.addEventListener("message", ({ data }: MessageEvent<CardsToName>) => {
  self.postMessage({ key: data.key, name: namesOnBoards(data) }, { transfer: [] });
});
