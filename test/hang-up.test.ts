import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "@jest/globals";
import { Agent, request } from "undici";
import { createHangUp } from "../src/hang-up.ts";

it("a server ends although a client goes on asking on its kept connection, and every request is answered", async () => {
  const server = createServer();
  const close = createHangUp(server);
  const answered: (() => void)[] = [];
  server.on("request", (_req, res) => {
    setImmediate(() => {
      res.end("done");
      answered.shift()?.();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const agent = new Agent({ connections: 1 });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const failures: string[] = [];
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      try {
        const answer = await request(url, { dispatcher: agent });
        await answer.body.dump();
      } catch (error) {
        failures.push((error as { code?: string }).code ?? String(error));
        return;
      }
    }
  })();
  for (let times = 0; times < 3; times += 1) await new Promise<void>((resolve) => answered.push(resolve));
  await close();
  over.abort();
  await asking;
  await agent.destroy();
  expect(failures.filter((code) => code !== "ECONNREFUSED")).toEqual([]);
});
