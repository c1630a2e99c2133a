import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp, type HttpDeps } from "../../src/http/http-app.ts";
import { until } from "../scenarios/until.ts";
import { ALICE, createFakeDeps, SECRET } from "./fake-rooms.ts";

let server: Server | null = null;
afterEach(() => {
  server?.close();
});

function open(changes: Partial<HttpDeps> = {}) {
  const fakes = createFakeDeps(changes);
  server = createServer(createHttpApp(fakes.deps)).listen(0, "127.0.0.1");
  return { ...fakes, server };
}

/** Sends text as it is and returns all that comes back until the server hangs up. */
async function exchange(to: Server, text: string): Promise<string> {
  if (!to.listening) await once(to, "listening");
  const socket = connect((to.address() as AddressInfo).port, "127.0.0.1");
  let received = "";
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString();
  });
  socket.write(text);
  await once(socket, "close");
  return received;
}

/** It is written once the answer is on its way. */
async function requestLine(lines: readonly { level: string; fields: object; message: string }[]) {
  return until("the request has its line", () => lines.find(({ message }) => message === "request"));
}

describe("probes", () => {
  it("is alive", async () => {
    const answer = await request(open().server).get("/healthz").expect(200);
    expect(answer.text).toBe('{"status":"ok"}');
  });

  it("is ready", async () => {
    const answer = await request(open().server).get("/readyz").expect(200);
    expect(answer.body).toEqual({ ready: true, reasons: [] });
  });

  it("says why it is not ready", async () => {
    const ready = () => Promise.resolve({ ready: false, reasons: ["draining"] });
    const answer = await request(open({ ready }).server).get("/readyz").expect(503);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ code: "not_ready", ready: false, reasons: ["draining"] });
  });
});

describe("any answer", () => {
  it("has its line in the log and is counted, with the route and not the address", async () => {
    const { server: opened, lines, meter } = open();
    await request(opened).get("/v1/rooms/room-1/table?access_token=secret").expect(401);
    const { fields } = await requestLine(lines);
    expect(fields).toEqual({
      method: "GET",
      route: "/v1/rooms/:roomId/table",
      status: 401,
      ms: expect.any(Number),
      room: "room-1",
      outcome: "unauthorized",
    });
    expect(lines).toHaveLength(1);
    expect(meter.counted).toEqual(["answered GET /v1/rooms/:roomId/table 401 unauthorized"]);
  });

  it.each([
    ["/nowhere/secret", "none", "info", 404],
    ["/admin/rooms", "none", "info", 401],
    ["/v1/rooms/%00/hands", "/v1/rooms/:roomId/hands", "info", 404],
    ["/healthz", "/healthz", "debug", 200],
  ] as const)("to %s has its line, too", async (path, route, level, status) => {
    const { server: opened, lines } = open();
    await request(opened).get(path).expect(status);
    const line = await requestLine(lines);
    expect(line).toMatchObject({ level, fields: { route, status } });
    expect(line.fields).not.toHaveProperty("room");
  });

  it("that the client did not wait for has its line, which says so", async () => {
    const { server: opened, rooms, lines } = open();
    const socket = new Promise<void>((resolve) => {
      rooms.read = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const asking = request(opened)
      .get("/v1/rooms/room-1/table")
      .set("authorization", `Bearer ${ALICE}`)
      .timeout(300);
    asking.end(() => undefined);
    await socket;
    expect((await requestLine(lines)).fields).toMatchObject({ hungUp: true, room: "room-1" });
  });

  it.each([
    "*",
    "http://",
    "http://x",
    "//",
    "/?",
    "?",
    "/\\..\\..",
    "/%00",
    "/admin/../healthz",
    "/;jsessionid",
  ])("to a request for %p is a problem, not a page", async (target) => {
    const received = await exchange(
      open().server,
      `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    );
    expect(received).toMatch(/^HTTP\/1\.1 (400 Bad Request\r\nConnection: close\r\n\r\n$|40[14] )/);
    expect(received).not.toMatch(/<html|\n\s+at /);
  });

  it("comes before a body that has not, when the secret is wrong", async () => {
    const received = await exchange(
      open().server,
      "POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n{",
    );
    expect(received).toMatch(/^HTTP\/1\.1 401 /);
  });

  it("is for the first request too when a second one follows on the line", async () => {
    const post = (body: string, more = "") =>
      `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nX-Croupier-Secret: ${SECRET}\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`;
    const ignored = '{"id":"1","type":"beam.started"}';
    const received = await exchange(
      open().server,
      post("x".repeat(70_000)) + post(ignored, "Connection: close\r\n"),
    );
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 200"]);
  });

  it("is refused without harm when a chunked body grows too large", async () => {
    const chunk = `8000\r\n${" ".repeat(0x8000)}\r\n`;
    const { server: opened, calls } = open();
    const received = await exchange(
      opened,
      `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Croupier-Secret: ${SECRET}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`,
    );
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(calls).toEqual([]);
  });

  it("is not needed by a sender that hangs up within its body", async () => {
    const { server: opened, calls, lines } = open();
    await once(opened, "listening");
    const socket = connect((opened.address() as AddressInfo).port, "127.0.0.1");
    const received = once(opened, "request");
    socket.write(
      `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nX-Croupier-Secret: ${SECRET}\r\nContent-Length: 1000\r\n\r\n{`,
    );
    const [, res] = await received;
    socket.destroy();
    await once(res, "close");
    expect((await request(opened).get("/healthz")).status).toBe(200);
    expect(calls).toEqual([]);
    expect(lines.filter(({ level }) => level === "error")).toEqual([]);
  });
});
