import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import { openService, type Service, until } from "../service.ts";
import { type Night, openNight, type Reading } from "./game-night.ts";
import { readTruth } from "./truth.ts";
import { expectOnly, publicCards } from "./who-may-see.ts";

describe("the token of somebody who was removed", () => {
  let service: Service;
  let night: Night;
  let ann: JoinedPeer;
  let cyd: JoinedPeer;
  beforeEach(async () => {
    service = await openService({
      PLAYER_ROLES: "player,host",
      TABLE_MIN_PLAYERS: "3",
      TABLE_NEXT_HAND_SECONDS: "3600",
    });
    night = openNight(service, "removals", "seed");
    ann = await night.join("ann", "host");
    await night.join("bob", "player");
    cyd = await night.join("cyd", "player");
    await until("the cards are dealt", async () => (await night.read(cyd)).you?.cards.length === 2);
  });
  afterEach(() => service.close());

  const peerOf = (player: string) => night.peers.find(({ userId }) => userId === player)!;
  const foldUntilHandEnds = (no: number) =>
    until("the hand ended", async () => {
      const { table } = await night.read(ann);
      if (table.hand?.no !== no || table.turn === null) return true;
      await night.command(peerOf(table.turn.player), { type: "act", turn: table.turn.id, action: "fold" });
      return false;
    });

  /** Every answer to cyd from now on is what a spectator gets, card for card. */
  const expectSpectator = async (since: number) => {
    const truth = await readTruth(service, night.room);
    const answers = night.heard.slice(since).filter(({ viewer }) => viewer === cyd.userId);
    expect(answers.length).toBeGreaterThan(2);
    for (const { answer } of answers) {
      if (answer.status !== 200) {
        expectOnly([], answer.text, "a refusal");
        continue;
      }
      const { version, you } = JSON.parse(answer.text) as Reading;
      expect(you).toBeNull();
      expectOnly(publicCards(truth.get(version)!), answer.text, "the answer to who was removed");
    }
  };

  it("shows what a spectator sees at once when 100ms removed them, in the middle of a hand", async () => {
    const id = "0b8f3c52-5a8f-4a57-9f0e-0c7c7d7e3a11";
    const { table } = await night.read(cyd);
    cyd.leave("peer kicked");
    await until("cyd is gone", async () => (await night.read(cyd)).you === null);
    const [since, whispers] = [night.heard.length, cyd.received.length];
    await night.read(cyd);
    for (const command of [
      { type: "sit" },
      { type: "sitIn" },
      { type: "act", turn: table.turn!.id, action: "fold" },
    ]) {
      const answer = await night.command(cyd, { id, ...command });
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([409, "not_in_room"]);
    }
    await night.read(cyd);
    await expectSpectator(since);
    await foldUntilHandEnds(1);
    expect(cyd.received.length).toBe(whispers);
  });

  it("shows what a spectator sees when a host removed them between hands", async () => {
    await foldUntilHandEnds(1);
    await night.command(ann, { type: "kick", player: "cyd" });
    const since = night.heard.length;
    const seated = (await night.read(cyd)).table.seats.map(({ player }) => player);
    expect(seated).not.toContain("cyd");
    expect((await night.command(cyd, { type: "sit" })).status).toBe(403);
    await night.read(cyd);
    await expectSpectator(since);
  });

  it("shows nothing but their own cards until the hand ends from which a host removed them, and no more then", async () => {
    const { you } = await night.read(cyd);
    const before = night.heard.length;
    expect((await night.command(ann, { type: "kick", player: "cyd" })).status).toBe(200);
    await night.read(cyd);
    const truth = await readTruth(service, night.room);
    for (const { viewer, answer } of night.heard.slice(before))
      if (viewer === cyd.userId && answer.status === 200) {
        const { version } = JSON.parse(answer.text) as Reading;
        expectOnly([...publicCards(truth.get(version)!), ...you!.cards], answer.text, "the answer to cyd");
      }
    await foldUntilHandEnds(1);
    await until("cyd has no seat", async () => (await night.read(cyd)).you === null);
    const since = night.heard.length;
    for (let times = 0; times < 3; times += 1) await night.read(cyd);
    await expectSpectator(since);
  });
});

describe("somebody whom a host kicked where that is out of the room as well", () => {
  it("is out with every tab, is told nothing more, and asks in vain with the token they have", async () => {
    const service = await openService({
      PLAYER_ROLES: "player,host",
      TABLE_NEXT_HAND_SECONDS: "3600",
      TABLE_AUTO_START: "false",
      KICK_FROM_ROOM: "true",
    });
    const night = openNight(service, "expulsions", "seed");
    const [ann, bob] = [await night.join("ann", "host"), await night.join("bob", "player")];
    const tabs = [await night.join("cyd", "player"), await night.join("cyd", "player")];
    await until("all sit", async () => (await night.read(ann)).table.seats.length === 3);
    expect((await night.command(ann, { type: "kick", player: "cyd" })).status).toBe(200);
    const isGone = async () =>
      (await night.command(tabs[0]!, { type: "sitIn" })).text.includes("not_in_room");
    await until("cyd is out", isGone);
    const told = tabs.map(({ received }) => received.length);
    await night.command(ann, { type: "start" });
    await until("the cards are dealt", async () => (await night.read(bob)).you?.cards.length === 2);
    expect(tabs.map(({ received }) => received.length)).toEqual(told);
    expect((await night.read(tabs[1]!)).you).toBeNull();
    await service.close();
  });
});
