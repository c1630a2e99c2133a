import type { Page } from "playwright-core";
import { cardInWords } from "../../src/demo/page/ui/model/card-words.ts";
import type { Card } from "../../src/poker/card.ts";

/** Every card by each way in which a page could name it. */
const NAMES: readonly (readonly [string, Card])[] = "23456789TJQKA".split("").flatMap((rank) =>
  "cdhs".split("").map((suit) => {
    const card = `${rank}${suit}` as Card;
    return [cardInWords(card), card] as const;
  }),
);

declare global {
  interface Window {
    /** When each card was first in the document, by the clock of this machine. */
    cardsSeen?: Map<string, number>;
  }
}

/** From its first moment on the page notes each card that comes into its document. To be called before `goto`. */
export async function watchCards(page: Page): Promise<void> {
  await page.addInitScript((names) => {
    const seen = new Map<string, number>();
    window.cardsSeen = seen;
    const look = () => {
      // Without the outlines of shapes, which are letters and numbers too.
      const text = document.documentElement.outerHTML.replace(/ d="[^"]*"/g, "");
      const note = (card: string) => {
        if (!seen.has(card)) seen.set(card, Date.now());
      };
      for (const [words, card] of names) if (text.includes(words)) note(card);
      for (const [code] of text.matchAll(/(?<![A-Za-z0-9#-])[2-9TJQKA][cdhs](?![A-Za-z0-9])/g)) note(code);
    };
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["aria-label", "title", "aria-valuetext", "data-suit"],
    });
  }, NAMES);
}

export async function cardsSeen(page: Page): Promise<ReadonlyMap<Card, number>> {
  const entries = await page.evaluate(() => [...(window.cardsSeen ?? [])]);
  return new Map(entries as [Card, number][]);
}
