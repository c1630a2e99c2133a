import type { RequestListener } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "../scenarios/house.ts";
import { createStrangers, type Environment, environmentOf, findings, fixes } from "./examination.ts";

let house: House;
const { serveHttp, close } = createStrangers();
beforeAll(async () => {
  house = await openHouse({ processes: [] });
});
afterEach(close);
afterAll(() => house.close());

const environment = (changes?: Environment) => environmentOf(house, changes);

describe("the doctor, of 100ms,", () => {
  it("says when the key is wrong", async () => {
    expect(await fixes(environment({ HMS_APP_SECRET: "another secret" }))).toEqual([
      "100ms refuses the key (401)",
    ]);
  });

  it("says when it cannot be reached", async () => {
    expect(await fixes(environment({ HMS_API_URL: "http://127.0.0.1:9/v2" }))).toEqual([
      expect.stringMatching(
        /^100ms cannot be asked: .* could not be reached for list-webhooks: ECONNREFUSED/,
      ),
    ]);
  });

  it("says when HMS_API_URL lacks the version", async () => {
    const url = house.emulator.apiUrl.replace(/\/v2$/, "");
    const found = await findings(environment({ HMS_API_URL: url, HMS_APP_SECRET: "another secret" }));
    expect(found.map(({ what }) => what)).not.toContain("100ms takes the key");
    expect(found.find(({ weight }) => weight === "fix")).toMatchObject({
      what: "100ms cannot be asked: 100ms answered 404 to list-webhooks",
      remedy: expect.stringContaining("https://api.100ms.live/v2"),
    });
  });

  it.each<[string, RequestListener, string]>([
    ["a page", (_req, res) => void res.end("<html>"), "100ms' list of webhooks is not as documented"],
    [
      "another JSON",
      (_req, res) => void res.end('{"total":3}'),
      "100ms' list of webhooks is not as documented",
    ],
    ["a redirect", (_req, res) => void res.writeHead(302).end(), "100ms answered 302 to list-webhooks"],
    ["an error", (_req, res) => void res.writeHead(502).end("<html>"), "100ms answered 502 to list-webhooks"],
    ["no HTTP", (req) => void req.socket.end("+OK\r\n"), "100ms could not be reached for list-webhooks"],
  ])("says when it answers %s", async (_what, listener, why) => {
    const url = `${await serveHttp(listener)}/v2`;
    expect(await fixes(environment({ HMS_API_URL: url }))).toEqual([
      expect.stringContaining(`100ms cannot be asked: ${why}`),
    ]);
  });

  it("says when it limits how often it is asked", async () => {
    const url = await serveHttp((_req, res) => void res.writeHead(429).end());
    const found = await findings(environment({ HMS_API_URL: url }));
    expect(found).toContainEqual(
      expect.objectContaining({ weight: "look", what: expect.stringContaining("100ms answered 429") }),
    );
  });

  it("says when its clock is another, or it tells no time", async () => {
    let date: string | null = new Date(Date.now() + 90_000).toUTCString();
    const url = await serveHttp((_req, res) => {
      if (date === null) res.sendDate = false;
      else res.setHeader("date", date);
      res.end('{"pagination":{"total_items":0}}');
    });
    expect(await fixes(environment({ HMS_API_URL: url }))).toEqual([
      expect.stringMatching(/^100ms' clock is (89|90) s off this machine's$/),
    ]);
    date = null;
    const found = await findings(environment({ HMS_API_URL: url }));
    expect(found.map(({ what }) => what)).toContain("100ms tells no time");
  });

  it("says when its clock cannot be asked", async () => {
    const url = await serveHttp((req, res) => {
      if (req.url?.startsWith("/v2/analytics/") === true) res.end('{"pagination":{"total_items":0}}');
      else req.socket.destroy();
    });
    const found = await findings(environment({ HMS_API_URL: `${url}/v2` }));
    expect(found.map(({ what }) => what)).toContain("100ms tells no time");
  });

  it("says when webhooks were lost", async () => {
    const { emulator } = house;
    emulator.webhooks.pointAt({ url: "http://127.0.0.1:9/", headers: {} });
    await emulator.join("nobody-hears", { userId: "alice" });
    await emulator.webhooks.settled();
    const found = await findings(environment());
    expect(found.map(({ what }) => what)).toContainEqual(
      expect.stringMatching(/^100ms could not deliver \d+ webhooks within the last week$/),
    );
  });
});
