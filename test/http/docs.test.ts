import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp } from "../../src/http/http-app.ts";
import { createFakeDeps } from "./fake-rooms.ts";

let server: Server | null = null;
afterEach(() => {
  server?.close();
});

function open() {
  const fakes = createFakeDeps();
  server = createServer(createHttpApp(fakes.deps)).listen(0, "127.0.0.1");
  return { ...fakes, server };
}

describe("/docs", () => {
  it("names what is beside it", async () => {
    const answer = await request(open().server).get("/docs").expect(200);
    expect(answer.headers["cache-control"]).toBe("no-store");
    for (const address of ['href="docs/swagger-ui.css"', 'src="docs/swagger-ui-bundle.js"'])
      expect(answer.text).toContain(address);
  });

  it("is where a slash behind it leads, below whatever path a proxy serves it", async () => {
    const answer = await request(open().server).get("/docs/").expect(303);
    const location = String(answer.headers["location"]);
    expect(new URL(location, "https://proxy.example/croupier/docs/").pathname).toBe("/croupier/docs");
  });
});
