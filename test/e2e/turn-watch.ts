import type { Page } from "playwright-core";

interface TurnLog {
  /** When the reader last clicked, and when the table last looked different; of the one clock that all pages share. */
  clickedAtMs: number;
  readonly changesAtMs: number[];
}

declare global {
  interface Window {
    turnLog?: TurnLog;
  }
}

/** From its first moment on the page notes when whose turn it is, the board or the result changes. */
export async function watchTurns(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const log: TurnLog = { clickedAtMs: 0, changesAtMs: [] };
    window.turnLog = log;
    let last = "";
    addEventListener(
      "click",
      (click) => {
        log.clickedAtMs = performance.timeOrigin + click.timeStamp;
      },
      { capture: true },
    );
    new MutationObserver(() => {
      const turn = document.querySelector("li.seat[data-turn]")?.getAttribute("style") ?? "";
      const board = document.querySelectorAll(".board svg").length;
      const now = `${turn} ${board} ${document.querySelectorAll("ul.wins li").length}`;
      if (now !== last) log.changesAtMs.push(performance.timeOrigin + performance.now());
      last = now;
    }).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ["data-turn"],
    });
  });
}

export function clickedAt(page: Page): Promise<number> {
  return page.evaluate(() => window.turnLog?.clickedAtMs ?? 0);
}

/** The first change after a moment, when there has been one. */
export function changedAfter(page: Page, momentMs: number): Promise<number | null> {
  return page.evaluate(
    (moment) => window.turnLog?.changesAtMs.find((atMs) => atMs > moment) ?? null,
    momentMs,
  );
}
