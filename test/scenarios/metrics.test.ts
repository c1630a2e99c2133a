import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ADMIN_TOKEN, type Croupier, type House, openHouse } from "./house.ts";
import { callOrCheck, dealt } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";

describe("metrics and log", () => {
  let house: House;
  let web: Croupier;
  let worker: Croupier;
  let room: Room;
  let players: Player[];
  beforeAll(async () => {
    house = await openHouse({ processes: [], env: { METRICS_PORT: "0", TABLE_NEXT_HAND_SECONDS: "0.05" } });
    web = await house.open({ ROLE: "web" });
    worker = await house.open({ ROLE: "worker" });
    room = house.room("measured");
    players = [await room.join("alice"), await room.join("bob")];
    await room.join("eve", { role: "player" });
    await room.settled();
  });
  afterAll(() => house.close());

  const operator = { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } };

  async function samplesOf(url: string): Promise<ReadonlyMap<string, number>> {
    const { status, text } = await house.http(`${url}/metrics`, operator);
    expect(status).toBe(200);
    const lines = text.split("\n").filter((line) => line.startsWith("croupier_"));
    return new Map(
      lines.map((line) => {
        const at = line.lastIndexOf(" ");
        return [line.slice(0, at), Number(line.slice(at + 1))];
      }),
    );
  }

  it("tell of a hand, each process of its part in it", async () => {
    await dealt(players[0]!, 2);
    const { table } = await players[0]!.table();
    const stale = await players[0]!.command({ type: "act", turn: "0-0", action: "fold" });
    expect(stale.status).toBe(409);
    await until("a hand is over", async () => {
      const now = (await players[0]!.table()).table;
      if ((now.hand?.no ?? 0) > (table.hand?.no ?? 0)) return true;
      // A turn may run out meanwhile: the next look tells.
      if (now.turn !== null) await callOrCheck([...players], now).catch(() => undefined);
      return false;
    });
    await room.settled();
    const [ofWeb, ofWorker] = [await samplesOf(web.url), await samplesOf(worker.probesUrl)];
    expect(ofWeb.get('croupier_webhooks_total{outcome="accepted"}')).toBeGreaterThanOrEqual(3);
    expect(ofWeb.get('croupier_command_seconds_count{result="done"}')).toBeGreaterThan(0);
    expect(ofWeb.get('croupier_command_refusals_total{code="stale_turn"}')).toBe(1);
    expect(ofWeb.get('croupier_commits_total{end="changed"}')).toBeGreaterThan(3);
    const hands = (ofWeb.get("croupier_hands_total") ?? 0) + (ofWorker.get("croupier_hands_total") ?? 0);
    expect(hands).toBeGreaterThanOrEqual(1);
    expect(ofWorker.get('croupier_delivery_seconds_count{topic="table"}')).toBeGreaterThan(0);
    expect(ofWorker.get('croupier_delivery_seconds_count{topic="welcome"}')).toBe(3);
    expect(
      ofWorker.get('croupier_platform_call_seconds_count{call="send-message",end="done"}'),
    ).toBeGreaterThan(5);
    for (const samples of [ofWeb, ofWorker]) {
      expect(samples.get("croupier_redis_up")).toBe(1);
      expect(samples.get("croupier_players")).toBe(3);
      expect(samples.get("croupier_rooms_active")).toBe(1);
      expect(samples.get("croupier_workers")).toBe(1);
      expect(samples.get('croupier_lane_jobs{state="waiting"}')).toBe(0);
    }
  });

  it("show a worker's probes on its own port, and nothing else", async () => {
    expect(worker.url).toBe("");
    const answers = await Promise.all(
      ["/healthz", "/readyz", "/metrics", "/admin/health", "/v1/rooms/measured/table"].map((path) =>
        house.http(worker.probesUrl + path),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401, 401, 404]);
    const health = await house.http(`${worker.probesUrl}/admin/health`, operator);
    expect(health.body).toMatchObject({ status: "ok", process: { role: "worker" } });
  });

  it("have one line for a command and one for its commit, under the same id", async () => {
    const id = "0b8f3c52-5a8f-4a57-9f0e-0c7c7d7e3a11";
    expect((await players[0]!.command({ type: "sitOut" }, id)).status).toBe(200);
    const { version } = await players[0]!.table();
    const request = await until("the command has its line", () =>
      house.log.find(({ fields }) => "command" in fields && fields.command === id),
    );
    const commits = house.log.filter(({ fields }) => "id" in fields && fields.id === id);
    expect(request).toMatchObject({
      level: "info",
      message: "request",
      fields: { room: "measured", status: 200, seq: expect.any(Number), ms: expect.any(Number) },
    });
    expect(commits).toHaveLength(1);
    expect(commits[0]).toMatchObject({
      level: "info",
      message: "commit",
      fields: { room: "measured", end: "changed", ms: expect.any(Number) },
    });
    const { seq } = commits[0]!.fields as { seq: number };
    expect(request.fields).toMatchObject({ seq });
    expect(seq).toBeLessThanOrEqual(version);
  });
});
