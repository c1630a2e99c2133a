import { z } from "zod";
import { tidySchema } from "../../game/component-schemas.ts";
import { announcementSchema } from "../announcement.ts";
import type { ApiParts } from "./api-parts.ts";
import { ref } from "./game-schemas.ts";
import { json, type Operation, text } from "./operation.ts";

const GUARD = ["unauthorized", "rate_limited"];
const ROOM = [...GUARD, "unknown_room", "room_busy", "unavailable"];

const operator = { tag: "Operators", caller: "operator" } as const;

export function operatorOperations({ games }: ApiParts): readonly Operation[] {
  const closed = games.some(({ refusals }) => refusals.some(({ reason }) => reason === "closed"));
  return [
    {
      ...operator,
      id: "getHealth",
      method: "get",
      path: "/admin/health",
      summary: "Whether players are served well, and what is wrong when not.",
      answers: [json(200, "`ok` or `degraded`.", ref("Health")), json(503, "`down`.", ref("Health"))],
      problems: GUARD,
    },
    {
      ...operator,
      id: "getMetrics",
      method: "get",
      path: "/metrics",
      summary: "The figures of this process and of the whole service, for Prometheus.",
      answers: [text("text/plain; version=0.0.4; charset=utf-8", "Prometheus' text format.")],
      problems: GUARD,
    },
    {
      ...operator,
      id: "listRooms",
      method: "get",
      path: "/admin/rooms",
      summary: "The rooms in which anything happened within a week, newest first.",
      answers: [json(200, "The rooms.", ref("Rooms"))],
      problems: [...GUARD, "unavailable"],
    },
    {
      ...operator,
      id: "inspectRoom",
      method: "get",
      path: "/admin/rooms/{roomId}",
      summary: "Everything about a room but its secrets.",
      answers: [json(200, "The room.", ref("RoomInspection"))],
      problems: ROOM,
    },
    orderOperation("pause", closed ? ["closed"] : []),
    orderOperation("resume", closed ? ["closed"] : []),
    orderOperation("close", []),
    {
      ...operator,
      id: "reconcileRoom",
      method: "post",
      path: "/admin/rooms/{roomId}/reconcile",
      summary: "Compares the room with 100ms' list of peers.",
      answers: [json(200, "Which joins and leaves were made up for.", ref("Reconciliation"))],
      problems: ROOM,
    },
    announceOperation(),
    leftoverOperation("undelivered", "retry", "Wakes the room's lane for an undelivered message."),
    leftoverOperation("undelivered", "discard", "Gives an undelivered message up."),
    leftoverOperation("dead", "retry", "Puts a message that 100ms refused to the end of the outbox."),
    leftoverOperation("dead", "discard", "Forgets a message that 100ms refused."),
  ];
}

const ORDERS = {
  pause: "Stops the table's clocks.",
  resume: "Lets them run on.",
  close: "Ends the hand and closes the table.",
} as const;

function orderOperation(order: keyof typeof ORDERS, refusals: readonly string[]): Operation {
  return {
    ...operator,
    id: `${order}Room`,
    method: "post",
    path: `/admin/rooms/{roomId}/${order}`,
    summary: ORDERS[order],
    answers: [json(200, "The room's version afterwards.", ref("Version"))],
    problems: [...ROOM, ...refusals],
  };
}

function leftoverOperation(
  of: "undelivered" | "dead",
  what: "retry" | "discard",
  summary: string,
): Operation {
  return {
    ...operator,
    id: `${what}${of === "dead" ? "Dead" : "Undelivered"}Message`,
    method: "post",
    path: `/admin/rooms/{roomId}/${of}/{messageId}/${what}`,
    summary,
    answers: [json(200, "It is done.", ref("MessageOutcome"))],
    problems: [...ROOM, "unknown_message"],
  };
}

function announceOperation(): Operation {
  return {
    ...operator,
    id: "announce",
    method: "post",
    path: "/admin/rooms/{roomId}/messages",
    summary: "Says something through the room's lane: to one player, peer or role, or to everybody.",
    body: {
      schema: tidySchema(z.toJSONSchema(announcementSchema, { io: "input" })),
      examples: {
        everybody: { value: { message: "Last hand before the break" } },
        "one player": { value: { message: "Your buy-in is corrected", player: "alice" } },
      },
    },
    answers: [json(202, "It is in the room's outbox.", ref("Seq"))],
    problems: [...ROOM, "malformed", "too_large", "unsupported_media_type", "not_in_room"],
  };
}
