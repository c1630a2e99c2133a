import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SignJWT } from "jose";
import { type House, openHouse } from "./house.ts";
import { dealt } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("whose table is it", () => {
  let house: House;
  let room: Room;
  let alice: Player;
  let bob: Player;
  beforeAll(async () => {
    house = await openHouse({ env: { TABLE_NEXT_HAND_SECONDS: "600" } });
    room = house.room("guarded");
    [alice, bob] = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(alice, 2);
  });
  afterAll(() => house.close());

  const seconds = () => Math.floor(Date.now() / 1000);
  const claims = () => ({
    access_key: house.emulator.accessKey,
    type: "app",
    version: 2,
    room_id: "guarded",
    user_id: "alice",
    role: "player",
    jti: randomUUID(),
    iat: seconds(),
    nbf: seconds(),
    exp: seconds() + 3600,
  });
  const sign = (changes: object, secret = house.emulator.appSecret, alg = "HS256") =>
    new SignJWT({ ...claims(), ...changes }).setProtectedHeader({ alg }).sign(Buffer.from(secret));
  const unsigned = (header: object) => Promise.resolve(`${base64(header)}.${base64(claims())}.`);

  async function ask(token: string, roomId = "guarded") {
    const headers = { authorization: `Bearer ${token}` };
    const url = `${house.url()}/v1/rooms/${roomId}`;
    const command = { id: randomUUID(), type: "sitOut" };
    return [
      await house.http(`${url}/table`, { headers }),
      await house.http(`${url}/commands`, { headers, body: command }),
    ];
  }

  it("lets the token in with which somebody joined", async () => {
    const { you } = await alice.table();
    const answers = await ask(await sign({}));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.body["you"]).toEqual(you);
  });

  // The secret as an RSA key: a server that trusts `alg` would check HS256 with the public key, or RS256 with ours.
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicPem = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
  const signedRs256 = () => {
    const body = `${base64({ alg: "RS256", typ: "JWT" })}.${base64(claims())}`;
    return Promise.resolve(`${body}.${createSign("sha256").update(body).sign(rsa.privateKey, "base64url")}`);
  };

  const forgeries: [string, () => Promise<string>][] = [
    ["alg none", () => unsigned({ alg: "none" })],
    ["alg None and a type", () => unsigned({ alg: "None", typ: "JWT" })],
    ["no alg", () => unsigned({ typ: "JWT" })],
    ["HS256 and no signature", () => unsigned({ alg: "HS256" })],
    ["a wrong key", () => sign({}, "somebody else's secret, long enough")],
    ["an empty key", () => sign({}, "\0")],
    ["a public key for a secret", () => sign({}, publicPem)],
    ["RS256", signedRs256],
    ["HS512 by the right key", () => sign({}, house.emulator.appSecret, "HS512")],
    ["a management token", () => sign({ type: "management" })],
    ["no type", () => sign({ type: undefined })],
    ["version 1", () => sign({ version: 1 })],
    ["version 2 as text", () => sign({ version: "2" })],
    ["another access key", () => sign({ access_key: "another" })],
    ["no access key", () => sign({ access_key: undefined })],
    ["expired", () => sign({ exp: seconds() - 60 })],
    ["no expiry", () => sign({ exp: undefined })],
    ["not yet valid", () => sign({ nbf: seconds() + 60 })],
    ["no user", () => sign({ user_id: "" })],
    ["a user who is a number", () => sign({ user_id: 7 })],
    ["no room", () => sign({ room_id: undefined })],
    [
      "a payload exchanged",
      async () => {
        const [header, , signature] = (await sign({})).split(".");
        return `${header}.${base64({ ...claims(), user_id: "bob" })}.${signature}`;
      },
    ],
    ["the secret itself", () => Promise.resolve(house.emulator.appSecret)],
    ["nothing", () => Promise.resolve("")],
  ];

  it.each(forgeries)("refuses a token: %s", async (_, forge) => {
    const before = await room.contents();
    for (const answer of await ask(await forge())) {
      expect([answer.status, answer.body["code"]]).toEqual([401, "unauthorized"]);
      expect(answer.headers["www-authenticate"]).toBe("Bearer");
      expect(answer.headers["content-type"]).toBe("application/problem+json");
    }
    expect(await room.contents()).toEqual(before);
  });

  it("allows a few seconds of clock skew", async () => {
    expect((await ask(await sign({ nbf: seconds() + 2, iat: seconds() + 2 })))[0]?.status).toBe(200);
  });

  it("refuses the token of another room in this one, and this one's there", async () => {
    for (const [token, roomId] of [
      [await sign({ room_id: "elsewhere" }), "guarded"],
      [alice.peer.authToken, "elsewhere"],
      [alice.peer.authToken, "Guarded"],
    ] as const) {
      for (const answer of await ask(token, roomId))
        expect([answer.status, answer.body["code"]]).toEqual([403, "wrong_room"]);
    }
  });

  it("shows a stranger with a valid token a spectator's table, and obeys no command", async () => {
    const before = await room.contents();
    const [table, command] = await ask(await sign({ user_id: "mallory" }));
    expect([table?.status, table?.body["you"]]).toEqual([200, null]);
    expect([command?.status, command?.body["code"]]).toEqual([409, "not_in_room"]);
    expect(await room.contents()).toEqual(before);
  });

  it("obeys nobody whom 100ms has kicked, however valid the token", async () => {
    const carol = await room.join("carol");
    await room.settled();
    carol.leave("peer kicked");
    await until("carol is out", async () => (await carol.table()).you === null);
    await room.settled();
    const before = await room.contents();
    const answer = await carol.command({ type: "sitOut" });
    expect([answer.status, answer.body["code"]]).toEqual([409, "not_in_room"]);
    expect((await carol.table()).you).toBeNull();
    expect(await room.contents()).toEqual(before);
  });

  it("lets nobody whom the host kicked sit again", async () => {
    const host = await room.join("hank", { role: "host" });
    await until("the host is known", async () => (await host.table()).table.host === "hank");
    await host.does({ type: "kick", player: "bob" });
    const { turn } = (await alice.table()).table;
    if (turn?.player === "alice") await alice.does({ type: "act", turn: turn.id, action: "fold" });
    await until("bob is off his seat", async () => (await bob.table()).you === null);
    const answer = await bob.command({ type: "sit" });
    expect([answer.status, answer.body["code"]]).toEqual([403, "may_not_play"]);
    const again = await room.join("bob");
    await room.settled();
    expect((await again.table()).you).toBeNull();
  });
});
