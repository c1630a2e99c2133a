import type { Browser, Locator, Page } from "playwright-core";
import type { Card } from "../../src/poker/card.ts";
import { type Looks, openPage, type Watched } from "./browser.ts";
import { cardsSeen, watchCards } from "./card-watch.ts";

/** One player's page of the demo. */
export interface TablePage extends Watched {
  readonly player: string;
  /** Bodies of every answer of Croupier that the page got. */
  readonly answers: readonly string[];
  readonly felt: Locator;
  /** Check, call: what costs least. */
  readonly passive: Locator;
  /** The reader's own seat. */
  readonly ownSeat: Locator;
  /** Cards face up at the own seat, in words. */
  ownCards(): Promise<readonly string[]>;
  isOnTurn(): Promise<boolean>;
  connection(): Promise<string>;
  /** When each card was first in the document, since the last load. */
  seen(): Promise<ReadonlyMap<Card, number>>;
  shown(): Promise<void>;
  close(): Promise<void>;
}

export interface TablePageOptions {
  readonly player: string;
  readonly looks?: Looks | undefined;
  /** Prepares the page before it is loaded; by default it notes every card in its document. */
  readonly watch?: ((page: Page) => Promise<void>) | undefined;
}

export async function openTablePage(
  browser: Browser,
  url: string,
  { player, looks = {}, watch = watchCards }: TablePageOptions,
): Promise<TablePage> {
  const watched = await openPage(browser, looks);
  const { page } = watched;
  const answers: string[] = [];
  page.on("response", (response) => {
    if (!response.url().includes("/v1/rooms/") || response.request().method() === "OPTIONS") return;
    // A page that is closed or loaded anew takes its answers along.
    response.text().then(
      (text) => answers.push(text),
      () => undefined,
    );
  });
  await watch(page);
  const felt = page.locator("section.felt");
  const ownSeat = felt.locator("li.seat[data-me]");
  const passive = page.locator(".turn-controls .act-passive");
  const shown = () => ownSeat.locator(".seat-plate").waitFor({ timeout: 20_000 });
  await page.goto(url);
  await shown();
  return {
    ...watched,
    player,
    answers,
    felt,
    passive,
    ownSeat,
    ownCards: () =>
      ownSeat
        .locator(".seat-cards svg[role=img]")
        .evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label") ?? "")),
    isOnTurn: () => passive.isVisible(),
    connection: async () => (await page.locator(".banner").getAttribute("data-connection")) ?? "",
    seen: () => cardsSeen(page),
    shown,
    close: () => page.context().close(),
  };
}
