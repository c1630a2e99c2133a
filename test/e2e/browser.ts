import { mkdirSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";

/** Nothing but this machine can be reached from a page. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];
const ARTIFACTS = new URL("../../artifacts/e2e/", import.meta.url).pathname;

/** Headless Chromium. Whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(process.env), headless: true, args: FLAGS });
}

export interface Watched {
  readonly page: Page;
  /** Every WebSocket message that the page got, oldest first, since it was opened. */
  readonly framesIn: readonly string[];
  readonly framesOut: readonly string[];
  /** What went wrong in the page and was not caught. */
  readonly errors: readonly Error[];
}

export interface Looks {
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
}

/** A page in a context of its own, with its WebSocket messages kept; it is on no address yet. */
export async function openPage(browser: Browser, looks: Looks = {}): Promise<Watched> {
  const { width = 1280, height = 800, reducedMotion = false } = looks;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
  });
  const page = await context.newPage();
  const watched = { page, framesIn: [] as string[], framesOut: [] as string[], errors: [] as Error[] };
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => watched.framesIn.push(payload.toString()));
    socket.on("framesent", ({ payload }) => watched.framesOut.push(payload.toString()));
  });
  page.on("pageerror", (error) => watched.errors.push(error));
  return watched;
}

/** Kept in `artifacts/e2e`, which git ignores. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: `${ARTIFACTS}${name}.png` });
}
