import { existsSync } from "node:fs";
import { describe } from "@jest/globals";
import { type Browser, chromium } from "playwright-core";

const PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const path = [process.env["CHROMIUM"], ...PATHS].find((one) => one !== undefined && existsSync(one));
if (path === undefined) console.log("skipped: no Chromium here; CHROMIUM=<path> names one");

/** `describe`, where there is a browser. */
export const describeInChromium = path === undefined ? describe.skip : describe;

export function openChromium(): Promise<Browser> {
  if (path === undefined) throw new Error("no Chromium here");
  return chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
}
