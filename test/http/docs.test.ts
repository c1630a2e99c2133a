import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp } from "../../src/http/http-app.ts";
import { until } from "../scenarios/until.ts";
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

  it.each(["swagger-ui.css", "swagger-ui-bundle.js"])(
    "has %s, whole, whatever part is asked for",
    async (file) => {
      const { server: opened } = open();
      const whole = await request(opened).get(`/docs/${file}`).expect(200);
      expect(whole.headers).toMatchObject({
        "cache-control": "public, max-age=3600",
        "x-content-type-options": "nosniff",
      });
      for (const range of ["bytes=0-9", "bytes=99999999-"])
        await request(opened)
          .get(`/docs/${file}`)
          .set("range", range)
          .expect(200)
          .expect("content-length", String(whole.headers["content-length"]));
    },
  );

  it.each([
    ["if-match", '"x"'],
    ["if-unmodified-since", "Thu, 01 Jan 1970 00:00:00 GMT"],
  ])("holds its files against %s without a word in the log", async (header, value) => {
    const { server: opened, above } = open();
    const answer = await request(opened).get("/docs/swagger-ui.css").set(header, value).expect(412);
    expect(answer.headers).toMatchObject({
      "content-type": "application/problem+json",
      "cache-control": "no-store",
    });
    expect(answer.body).toMatchObject({ code: "precondition_failed" });
    expect(above("debug")).toEqual([]);
  });

  it("does not mind who hangs up before a file is on its way", async () => {
    const { server: opened, lines } = open();
    await once(opened, "listening");
    const { port } = opened.address() as AddressInfo;
    for (let at = 0; at < 10; at += 1) {
      const socket = connect(port, "127.0.0.1");
      const asked = once(opened, "request");
      socket.on("error", () => undefined);
      socket.write("GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n");
      await asked;
      socket.resetAndDestroy();
    }
    await until("all are over", () => lines.filter(({ message }) => message === "request").length === 10);
    await request(opened).get("/docs/start.js").expect(200);
    expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});
