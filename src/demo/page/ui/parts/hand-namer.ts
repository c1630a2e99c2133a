import { handName } from "../../../../poker/hand-name.ts";
import { variants } from "../../../../poker/variant.ts";
import type { CardsToName } from "./use-own-hand.ts";

// In a worker: the evaluator's tables take too long to make beside a table that moves.
self.addEventListener("message", ({ data }: MessageEvent<CardsToName>) => {
  const { deck, high } = variants[data.variant];
  const name = handName(high(data.hole, data.board), deck);
  self.postMessage({ key: data.key, name }, { transfer: [] });
});
