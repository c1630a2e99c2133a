import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import type { Express } from "express";
import { createHttpApp } from "../../src/http/http-app.ts";
import { createFakeDeps } from "../http/fake-rooms.ts";
import { ADMIN_TOKEN, type House, openHouse, WEBHOOK_SECRET } from "../scenarios/house.ts";
import type { Player } from "../scenarios/player.ts";
import { type Contract, readContract } from "./contract.ts";

interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly requestBody?: {
    readonly content: {
      readonly "application/json": {
        readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
      };
    };
  };
}

describe("/openapi.json", () => {
  let house: House;
  let contract: Contract;
  let alice: Player;

  beforeAll(async () => {
    contract = await readContract();
    house = await openHouse();
    const room = house.room("room-1");
    alice = await room.join("alice", { role: "host" });
    await room.join("bob");
    await room.settled();
  });
  afterAll(() => house.close());

  const operations = () =>
    Object.entries(contract.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase() as "GET" | "POST",
        operation: operation as unknown as Operation,
      })),
    );

  it("is served as it is written, and is OpenAPI 3.1", async () => {
    const served = await house.http(`${house.url()}/openapi.json`);
    expect(served.body).toEqual(JSON.parse(JSON.stringify(contract.document)));
    expect(await new Validator().validate(structuredClone(served.body))).toMatchObject({ valid: true });
  });

  it("names every path that is served, and no other", () => {
    const documented = Object.keys(contract.document.paths).map((path) => path.replace(/\{(\w+)\}/g, ":$1"));
    const app = createHttpApp(createFakeDeps().deps) as Express & {
      readonly router: { readonly stack: readonly { readonly route?: { readonly path: string } }[] };
    };
    const served = app.router.stack.flatMap(({ route }) => route?.path ?? []);
    const isPartOfPage = (path: string) =>
      /^\/(docs\/.*|admin(\/(login|logout|style\.css|tables\/:roomId))?)$/.test(path);
    expect(served.filter((path) => !isPartOfPage(path)).sort()).toEqual(documented.sort());
  });

  it("has examples that are understood when they are sent", async () => {
    let sent = 0;
    for (const { path, method, operation } of operations()) {
      const examples = operation.requestBody?.content["application/json"].examples ?? {
        none: { value: undefined },
      };
      for (const { value } of Object.values(examples)) {
        const url = `${house.url()}${path.replace("{roomId}", "room-1").replace("{hand}", "1").replace("{messageId}", "1-1")}`;
        const answer = await house.http(url, { method, headers: headersFor(operation), body: value });
        const { code } = answer.body;
        const isUnderstood =
          ![400, 401, 405, 413, 415, 429, 500].includes(answer.status) && code !== "not_found";
        expect({ id: operation.operationId, value, isUnderstood, code }).toMatchObject({
          isUnderstood: true,
        });
        sent += 1;
      }
    }
    expect(sent).toBeGreaterThan(45);
  });

  it("allows no answer that it does not name", () => {
    const answered = { method: "GET", path: "/healthz", status: 200, contentType: "application/json" };
    expect(() => contract.check({ ...answered, text: '{"status":"ok"}' })).not.toThrow();
    expect(() => contract.check({ ...answered, text: '{"status":"fine"}' })).toThrow("breaks the contract");
    expect(() => contract.check({ ...answered, status: 201, text: '{"status":"ok"}' })).toThrow(
      "not documented",
    );
    expect(() => contract.check({ ...answered, path: "/healthy", text: "{}" })).toThrow("not documented");
    expect(() => contract.checkSchema("PokerTable", { status: "waiting" })).toThrow("breaks the contract");
  });

  function headersFor({ security }: Operation): Record<string, string> {
    const [scheme = {}] = security;
    if ("100ms" in scheme) return { "x-croupier-secret": WEBHOOK_SECRET };
    if ("player" in scheme) return { authorization: `Bearer ${alice.peer.authToken}` };
    return "operator" in scheme ? { authorization: `Bearer ${ADMIN_TOKEN}` } : {};
  }
});
