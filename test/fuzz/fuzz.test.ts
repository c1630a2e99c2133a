import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Random, seededRandom } from "../../src/demo/random.ts";
import { keysIn } from "../redis-for-tests.ts";
import { type Answer, openService, type Service, WEBHOOK_SECRET } from "../service.ts";
import { anyCommand, anyWebhook, USERS, uuidFrom } from "./bases.ts";
import { mutate, pick } from "./mutate.ts";
import { type Contents, readContents, versionsIn } from "./redis-contents.ts";

/** `npm run fuzz` sends 20,000; another FUZZ_SEED sends others. */
const CASES = Number(process.env.FUZZ_CASES ?? 2000);
const SEED = process.env.FUZZ_SEED ?? "croupier";
const PER_ROOM = 50;
const AT_ONCE = 10;

interface Shot {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

interface Hit extends Shot {
  readonly answer: Answer;
}

let service: Service;
beforeAll(async () => {
  // Nobody delivers and no clock strikes: what changes is changed by a request.
  service = await openService({
    ROLE: "web",
    HMS_API_URL: "http://127.0.0.1:9/v2",
    PLAYER_ROLES: "player,host",
    TABLE_TURN_SECONDS: "3600",
    TABLE_NEXT_HAND_SECONDS: "3600",
  });
});
afterAll(() => service.close());

async function openRoom(room: string, random: Random) {
  const tokens: string[] = [];
  for (const [at, user] of USERS.entries()) {
    const role = at === 0 ? "host" : "player";
    tokens.push(await service.emulator.authToken({ roomId: room, userId: user, role }));
    const time = `2026-01-01T00:00:0${at}.123456789Z`;
    const peer = { peer_id: `peer-${user}`, user_id: user, user_name: user, role, joined_at: time };
    const data = { room_id: room, session_id: "session-1", ...peer };
    const type = "peer.join.success";
    const event = {
      version: "2.0",
      id: uuidFrom(random),
      account_id: "account",
      timestamp: time,
      type,
      data,
    };
    const answer = await service.webhook(JSON.stringify(event));
    expect(answer.text).toBe('{"outcome":"accepted"}');
  }
  return tokens;
}

async function turnIn(room: string, token: string): Promise<string> {
  const answer = await service.ask(`/v1/rooms/${room}/table`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { table } = JSON.parse(answer.text) as { table: { turn: { id: string } | null } };
  return table.turn?.id ?? "1-1";
}

function aim(room: string, tokens: readonly string[], turn: string, random: Random): Shot {
  const headers = oddHeaders(random);
  if (random() < 0.5) {
    const secret = random() < 0.03 ? WEBHOOK_SECRET.slice(1) : WEBHOOK_SECRET;
    const body = mutate(anyWebhook(room, random), random);
    return { path: "/webhooks/100ms", headers: { ...headers, "x-croupier-secret": secret }, body };
  }
  const token = pick(random, tokens);
  const shown = random() < 0.05 ? token.slice(0, Math.floor(random() * token.length)) : token;
  const body = mutate(anyCommand(turn, random), random);
  const path = `/v1/rooms/${random() < 0.02 ? "another" : room}/commands`;
  return { path, headers: { ...headers, authorization: `Bearer ${shown}` }, body };
}

function oddHeaders(random: Random): Record<string, string> {
  const luck = random();
  if (luck < 0.02) return { "content-encoding": pick(random, ["gzip", "br", "identity", "x, y"]) };
  if (luck < 0.04)
    return {
      "content-type": pick(random, [
        "text/plain",
        "application/json; charset=utf-16",
        "multipart/form-data",
        "x",
      ]),
    };
  return {};
}

const WEBHOOK_REFUSALS = [400, 401, 413, 415];
const COMMAND_REFUSALS = [400, 401, 403, 409, 413, 415, 422];

function judge({ path, body, answer }: Hit): void {
  const isWebhook = path === "/webhooks/100ms";
  if (answer.status === 200) {
    const sent = JSON.parse(body.toString()) as { id: unknown; type: unknown; data?: { room_id: unknown } };
    expect(sent).toMatchObject({ id: expect.any(String), type: expect.any(String) });
    if (answer.text === '{"outcome":"accepted"}') expect(sent.data?.room_id).toMatch(/^[\w-]{1,128}$/);
    if (!isWebhook) expect(sent.id).toMatch(/^[\da-f-]{36}$/i);
    expect(answer.type).toBe("application/json");
  } else {
    expect(isWebhook ? WEBHOOK_REFUSALS : COMMAND_REFUSALS).toContain(answer.status);
    expect(answer.type).toBe("application/problem+json");
    expect(JSON.parse(answer.text)).toMatchObject({ status: answer.status, code: expect.any(String) });
  }
  expect(answer.text).not.toMatch(/\\n\s+at |node_modules|Error:/);
}

const mayHaveChanged = ({ answer }: Hit): boolean =>
  answer.status === 200 && answer.text !== '{"outcome":"ignored"}';

// Each accepted request changes one room once at most; those refused change nothing.
function judgeChange(before: Contents, after: Contents, hits: readonly Hit[]): void {
  const changes = hits.filter(mayHaveChanged).length;
  if (changes === 0) expect(after).toEqual(before);
  else expect(versionsIn(after) - versionsIn(before)).toBeLessThanOrEqual(changes);
}

it(`survives ${CASES} mutated webhooks and commands, which change nothing unless they are valid`, async () => {
  const statuses = new Map<number, number>();
  for (let done = 0; done < CASES; ) {
    const random = seededRandom(`${SEED} ${done}`);
    const room = `fuzz-${done}`;
    const tokens = await openRoom(room, random);
    let contents = await readContents(service);
    for (const end = Math.min(CASES, done + PER_ROOM); done < end; done += AT_ONCE) {
      const turn = await turnIn(room, tokens[0]!);
      const shots = Array.from({ length: AT_ONCE }, () => aim(room, tokens, turn, random));
      const hits = await Promise.all(
        shots.map(async (shot): Promise<Hit> => ({ ...shot, answer: await service.ask(shot.path, shot) })),
      );
      const after = await readContents(service);
      try {
        for (const hit of hits) judge(hit);
        judgeChange(contents, after, hits);
      } catch (error) {
        const told = hits.map(({ path, body, answer }) => `${path} ${body.toString()} -> ${answer.text}`);
        throw new Error(`seed ${SEED}, from case ${done}:\n${told.join("\n")}`, { cause: error });
      }
      contents = after;
      for (const { answer } of hits) statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    }
    const left = await keysIn(service.redis, `${service.prefix}:*:${room}:*`);
    await Promise.all(left.map((key) => service.redis.unlink(key)));
  }
  expect(statuses.get(200)).toBeGreaterThan(CASES / 20);
  expect(statuses.get(400)).toBeGreaterThan(CASES / 4);
  expect(service.log.filter((line) => /"msg":"(request|webhook) failed"/.test(line))).toEqual([]);
  expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  if (process.env.FUZZ_CASES !== undefined)
    console.log(`answers by status: ${[...statuses].map((of) => of.join(": ")).join(", ")}`);
}, 300_000);
