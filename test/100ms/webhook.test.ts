import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { readWebhook } from "../../src/100ms/webhook.ts";
import { webhookSchemas } from "../../src/100ms/webhook-schemas.ts";
import type { WebhookReading } from "../../src/rooms/webhook-reading.ts";

const TIME = "2021-11-30T12:58:49.97291247Z";
const peer = {
  room_id: "room-1",
  session_id: "session-1",
  peer_id: "peer-1",
  user_id: "alice",
  user_name: "Alice",
  user_data: "{}",
  role: "player",
  type: "regular",
};
const facts = {
  peerId: "peer-1",
  userId: "alice",
  name: "Alice",
  role: "player",
  sessionId: "session-1",
  type: "regular",
};
const session = {
  room_id: "room-1",
  room_name: "Room",
  session_id: "session-1",
  session_started_at: "2021-11-30T12:00:00Z",
};

function event(type: string, data: unknown, envelope: object = {}) {
  return {
    version: "2.0",
    id: "f6a14d15-8df4-4f2e-a0f4-5f1a5f0a6d1f",
    account_id: "account",
    timestamp: TIME,
    type,
    data,
    ...envelope,
  };
}

const factOf = (reading: WebhookReading) =>
  reading.outcome === "notification" ? reading.notification.fact : reading;
const pathsOf = (reading: WebhookReading) =>
  reading.outcome === "malformed" ? reading.faults.map(({ path }) => path) : reading;

describe("readWebhook", () => {
  it("reads a join, its nanoseconds as they came", () => {
    expect(readWebhook(event("peer.join.success", { ...peer, joined_at: TIME }))).toEqual({
      outcome: "notification",
      notification: {
        id: "f6a14d15-8df4-4f2e-a0f4-5f1a5f0a6d1f",
        roomId: "room-1",
        fact: { type: "peerJoined", peer: facts, joinedAt: TIME },
        isReplay: false,
        at: TIME,
      },
    });
  });

  it.each([
    [
      event("peer.leave.success", {
        ...peer,
        joined_at: TIME,
        left_at: "2021-11-30T12:59:00Z",
        reason: "client request",
      }),
      { type: "peerLeft", peer: facts, leftAt: "2021-11-30T12:59:00Z", reason: "client request" },
    ],
    [
      event("role.change.success", { ...peer, previous_role: "viewer", role_changed_at: TIME }),
      { type: "roleChanged", peer: facts, changedAt: TIME },
    ],
    [
      event("role.change.success", {
        room_id: "room-1",
        peer_id: "peer-1",
        user_id: "alice",
        role: "player",
        role_changed_at: TIME,
      }),
      { type: "roleChanged", peer: { ...facts, name: "", sessionId: "" }, changedAt: TIME },
    ],
    [
      event("session.open.success", session),
      { type: "sessionOpened", sessionId: "session-1", openedAt: "2021-11-30T12:00:00Z" },
    ],
    [
      event("session.close.success", { ...session, session_duration: 5, session_stopped_at: TIME }),
      { type: "sessionClosed", sessionId: "session-1", closedAt: TIME, reason: "" },
    ],
    [
      event("session.close.success", { ...session, session_stopped_at: null }),
      { type: "sessionClosed", sessionId: "session-1", closedAt: TIME, reason: "" },
    ],
    [
      event("room.end.success", {
        room_id: "room-1",
        session_id: "session-1",
        reason: "done",
        lock_room: true,
      }),
      { type: "sessionClosed", sessionId: "session-1", closedAt: TIME, reason: "done" },
    ],
  ])("tells %j as a fact", (body, fact) => {
    expect(factOf(readWebhook(body))).toEqual(fact);
  });

  it("lets unknown fields pass and takes absent and null ones as empty", () => {
    const { user_id: _, ...anonymous } = peer;
    const body = event(
      "peer.join.success",
      {
        ...anonymous,
        user_name: null,
        user_data: 7,
        type: null,
        joined_at: TIME,
        sip_details: { deep: [1] },
      },
      { app_id: null, is_replay: null, region: "in" },
    );
    expect(factOf(readWebhook(body))).toEqual({
      type: "peerJoined",
      peer: { ...facts, userId: "", name: "" },
      joinedAt: TIME,
    });
  });

  it("knows a replay and a peer that dialled in", () => {
    const body = event("peer.join.success", { ...peer, type: "sip", joined_at: TIME }, { is_replay: true });
    expect(readWebhook(body)).toMatchObject({
      notification: { isReplay: true, fact: { peer: { type: "sip" } } },
    });
  });

  it("cuts a long name between characters and cleans it", () => {
    const body = event("peer.join.success", {
      ...peer,
      user_name: `A\u0000\n${"😀".repeat(200)}\ud800`,
      joined_at: TIME,
    });
    expect(factOf(readWebhook(body))).toMatchObject({ peer: { name: `A${"😀".repeat(99)}` } });
  });

  it.each([
    "recording.success",
    "hls.started.success",
    "transcription.started.success",
    "constructor",
    "__proto__",
  ])("ignores the type %s", (type) => {
    expect(readWebhook(event(type, { anything: true }))).toEqual({
      outcome: "ignored",
      id: "f6a14d15-8df4-4f2e-a0f4-5f1a5f0a6d1f",
      type,
    });
  });

  it.each(["peer.join.failure", "peer.leave.failure"])("ignores %s", (type) => {
    const data = {
      room_id: "room-1",
      peer_id: "peer-1",
      error_message: "no",
      joined_at: "0001-01-01T00:00:00Z",
    };
    expect(readWebhook(event(type, data))).toMatchObject({ outcome: "ignored", type });
    expect(pathsOf(readWebhook(event(type, { room_id: 4 })))).toEqual(["data.room_id"]);
  });

  it.each([[null], [undefined], ["text"], [7], [true], [[]]])("refuses %j as a body", (body) => {
    expect(pathsOf(readWebhook(body))).toEqual([""]);
  });

  it.each([
    ["version", undefined],
    ["id", ""],
    ["id", "with:colon"],
    ["id", 7],
    ["timestamp", "yesterday"],
    ["type", 5],
    ["type", ""],
    ["data", null],
    ["data", []],
    ["is_replay", "yes"],
  ])("refuses %s = %j in the envelope", (field, value) => {
    const body = event("peer.join.success", { ...peer, joined_at: TIME }, { [field]: value });
    expect(pathsOf(readWebhook(body))).toEqual([field]);
  });

  it.each([
    ["room_id", undefined],
    ["room_id", ""],
    ["room_id", "a/b"],
    ["room_id", "r".repeat(129)],
    ["room_id", ["room-1"]],
    ["peer_id", ""],
    ["peer_id", "  "],
    ["peer_id", "p".repeat(129)],
    ["peer_id", "p\u0000"],
    ["peer_id", "\ud800"],
    ["peer_id", "__proto__"],
    ["user_id", 7],
    ["user_id", "u".repeat(257)],
    ["session_id", undefined],
    ["role", ""],
    ["role", null],
    ["joined_at", undefined],
    ["joined_at", "2021-11-30"],
    ["joined_at", "2021-11-30T12:58Z"],
    ["joined_at", "2021-11-30T12:58:49"],
    ["joined_at", "2021-02-29T12:58:49Z"],
    ["joined_at", "2021-11-30T12:58:49.1234567891Z"],
    ["joined_at", "2021-11-30T25:58:49Z"],
    ["joined_at", 1638277129],
  ])("refuses a join with %s = %j", (field, value) => {
    const body = event("peer.join.success", { ...peer, joined_at: TIME, [field]: value });
    expect(pathsOf(readWebhook(body))).toContain(`data.${field}`);
  });

  it.each([
    "2021-11-30T12:58:49Z",
    "2024-02-29T23:59:59.1Z",
    "2021-11-30T12:58:49.123456789+05:30",
    "0001-01-01T00:00:00Z",
  ])("keeps the time %s", (time) => {
    expect(factOf(readWebhook(event("peer.join.success", { ...peer, joined_at: time })))).toMatchObject({
      joinedAt: time,
    });
  });

  it("names every fault at once", () => {
    const body = event("peer.leave.success", { ...peer, peer_id: "", role: 3 }, { id: "" });
    expect(pathsOf(readWebhook(body))).toEqual(["id", "data.peer_id", "data.role", "data.left_at"]);
  });

  it("has schemas that documents can be made from", () => {
    for (const [type, schema] of Object.entries(webhookSchemas)) {
      expect(z.toJSONSchema(schema, { io: "input" })).toMatchObject({
        properties: { type: { const: type } },
      });
    }
  });
});
