import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { readContract } from "../contract/contract.ts";
import { type House, openHouse } from "../scenarios/house.ts";
import { keepScreenshot, openBrowser } from "./browser.ts";

describe("/docs in a browser", () => {
  let house: House;
  let browser: Browser;

  beforeAll(async () => {
    house = await openHouse();
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it("shows every operation, asks nobody else, and breaks no policy", async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    const said: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    page.on("console", (message) => void said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => void said.push(String(error)));
    await page.goto(`${house.url()}/docs`);
    const operations = page.locator(".opblock");
    await operations.first().waitFor();
    const { document } = await readContract();
    const documented = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
    expect(await operations.count()).toBe(documented.length);
    await page.locator("#operations-Players-sendCommand .opblock-summary-control").click();
    await page.locator("#operations-Players-sendCommand .responses-table").first().waitFor();
    expect(asked.filter((url) => !url.startsWith(house.url()) && !url.startsWith("data:"))).toEqual([]);
    expect(said).toEqual([]);
    await keepScreenshot(page, "docs");
    await page.close();
  }, 60_000);
});
