import { EventEmitter, once } from "node:events";
import { get, type RequestListener } from "node:http";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "@jest/globals";
import { answerClientError } from "../src/http/client-error.ts";
import { createHttpApp } from "../src/http/http-app.ts";
import { listen } from "../src/listen.ts";
import { createFakeDeps, SECRET } from "./http/fake-rooms.ts";

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

async function open() {
  const { deps, calls } = createFakeDeps();
  const patience = { headersMs: 150, requestMs: 300, silenceMs: 500, checkMs: 20 };
  const { port, close } = await listen(createHttpApp(deps), {
    port: 0,
    host: "127.0.0.1",
    onClientError: answerClientError,
    patience,
  });
  closings.push(close);
  return { port, calls };
}

/** Sends the parts, some time apart, until the server hangs up; then answers what it said. */
async function trickle(port: number, parts: Iterable<string>, gapMs: number) {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString();
  });
  socket.on("error", () => undefined);
  const closed = once(socket, "close");
  const startedAt = performance.now();
  for (const part of parts) {
    if (socket.destroyed) break;
    socket.write(part);
    if (gapMs > 0) await pause(gapMs);
  }
  await closed;
  return { received, ms: performance.now() - startedAt };
}

function problemIn(received: string): Record<string, unknown> {
  expect(received).toMatch(/\r\nContent-Type: application\/problem\+json\r\n/i);
  expect(received).toMatch(/\r\nConnection: close\r\n/i);
  return JSON.parse(received.slice(received.indexOf("\r\n\r\n") + 4)) as Record<string, unknown>;
}

describe("a slow client", () => {
  const ENDLESS = Array.from({ length: 1000 }, (_, at) => `X-${at}: y\r\n`);

  it("that trickles its headers is cut off", async () => {
    const { port } = await open();
    const { received, ms } = await trickle(port, ["GET /healthz HTTP/1.1\r\n", ...ENDLESS], 10);
    expect(received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(problemIn(received)).toMatchObject({ status: 408, code: "request_timeout" });
    expect(ms).toBeLessThan(2000);
  });

  it("that trickles its body is cut off, and its request was none", async () => {
    const { port, calls } = await open();
    const head = `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nX-Croupier-Secret: ${SECRET}\r\nContent-Length: 1000\r\n\r\n`;
    const { received, ms } = await trickle(port, [head, ...ENDLESS.map(() => " ")], 10);
    expect(problemIn(received)).toMatchObject({ status: 408, code: "request_timeout" });
    expect(ms).toBeLessThan(2000);
    expect(calls).toEqual([]);
  });

  it("that says nothing at all is cut off", async () => {
    const { port } = await open();
    const { ms } = await trickle(port, [], 0);
    expect(ms).toBeLessThan(2000);
  });

  it("does not slow down others", async () => {
    const { port } = await open();
    const slow = Array.from({ length: 50 }, () =>
      trickle(port, ["GET /healthz HTTP/1.1\r\n", ...ENDLESS], 10),
    );
    const status = await new Promise((resolve) => {
      get({ port, host: "127.0.0.1", path: "/healthz", agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
    });
    expect(status).toBe(200);
    expect((await Promise.all(slow)).map(({ received }) => received.slice(9, 12))).toEqual(
      slow.map(() => "408"),
    );
  });

  it("that does not read its answer is cut off", async () => {
    const answers = new EventEmitter();
    const app: RequestListener = (_req, res) => {
      res.once("close", () => answers.emit("cut off"));
      res.end("x".repeat(50_000_000));
    };
    const { port, close } = await listen(app, {
      port: 0,
      host: "127.0.0.1",
      onClientError: answerClientError,
      patience: { headersMs: 150, requestMs: 300, silenceMs: 200, checkMs: 20 },
    });
    closings.push(close);
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.pause();
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await once(answers, "cut off");
    socket.destroy();
  });
});

describe("what Node would refuse without a body", () => {
  it.each([
    ["no Host", "GET /healthz HTTP/1.1\r\n", 400, "malformed"],
    [
      "a strange expectation",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nExpect: foo\r\n",
      417,
      "expectation_failed",
    ],
  ])("%s is answered with a problem", async (_what, head, status, code) => {
    const { port } = await open();
    const { received } = await trickle(port, [`${head}Connection: close\r\n\r\n`], 0);
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(problemIn(received)).toMatchObject({ status, code });
  });

  it("is no more than that: HTTP/1.0 has no Host, and who expects 100-continue may go on", async () => {
    const { port } = await open();
    const old = await trickle(port, ["GET /healthz HTTP/1.0\r\nExpect: foo\r\n\r\n"], 0);
    expect(old.received).toMatch(/^HTTP\/1\.1 200 /);
    const body = '{"id":"1","type":"beam.started"}';
    const head = `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nX-Croupier-Secret: ${SECRET}\r\nExpect: 100-Continue\r\nConnection: close\r\n`;
    const { received } = await trickle(port, [`${head}Content-Length: ${body.length}\r\n\r\n${body}`], 0);
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 100", "HTTP/1.1 200"]);
  });
});

describe("what is no request", () => {
  it.each([
    ["nonsense", "nonsense\r\n\r\n", 400, "malformed"],
    ["TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", 400, "malformed"],
    ["an unknown method", "DEAL /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 400, "malformed"],
    ["a header without a colon", "GET /healthz HTTP/1.1\r\nHost x\r\n\r\n", 400, "malformed"],
    ["a header folded over lines", "GET /healthz HTTP/1.1\r\nHost: x\r\n\u0000: y\r\n\r\n", 400, "malformed"],
    [
      "two lengths (request smuggling)",
      `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc`,
      400,
      "malformed",
    ],
    [
      "a length and chunks (request smuggling)",
      `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      "malformed",
    ],
    [
      "a chunk without a size",
      `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nX-Croupier-Secret: ${SECRET}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      400,
      "malformed",
    ],
    [
      "17 KB of headers",
      `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(17_000)}\r\n\r\n`,
      431,
      "headers_too_large",
    ],
    [
      "a chunk with 17 KB of extensions",
      `POST /webhooks/100ms HTTP/1.1\r\nHost: x\r\nX-Croupier-Secret: ${SECRET}\r\nTransfer-Encoding: chunked\r\n\r\n2;${"a".repeat(17_000)}\r\n`,
      413,
      "too_large",
    ],
  ])("%s is answered with a problem", async (_what, text, status, code) => {
    const { port, calls } = await open();
    const { received } = await trickle(port, [text], 0);
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(problemIn(received)).toMatchObject({ status, code });
    expect(calls).toEqual([]);
  });

  it("does not spoil the answer before it", async () => {
    const { port } = await open();
    const { received } = await trickle(port, ["GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n"], 0);
    expect(received.match(/HTTP\/1\.1 \d+/g)?.[0]).toBe("HTTP/1.1 200");
    const [, first = ""] = received.split("\r\n\r\n");
    expect(first).toMatch(/^{"status":"ok"}/);
  });

  it("and whoever hangs up in the middle leave nothing behind", async () => {
    const { port } = await open();
    for (let at = 0; at < 20; at += 1) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write("POST /webhooks/100ms HTTP/1.1\r\nHost");
      socket.resetAndDestroy();
    }
    const { received } = await trickle(
      port,
      ["GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
      0,
    );
    expect(received).toMatch(/^HTTP\/1\.1 200 /);
  });
});
