import { z } from "zod";
import { componentSchemas, componentUri } from "../../game/component-schemas.ts";
import { exactly } from "../../game/exactly.ts";
import type { Reconciliation, RoomInspection, RoomSummary } from "../../rooms/rooms.ts";

const instant = z.iso.datetime({ offset: true }).describe("RFC 3339.");
const version = z.int().nonnegative();

const faultSchema = z.strictObject({
  path: z.string().describe("Dotted path into the body; empty for the body itself."),
  message: z.string(),
});

const problemSchema = z.looseObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().describe("For people."),
  code: z.string().describe("Stable: branch on this."),
  faults: z.array(faultSchema).optional().describe("With `malformed`, the first 20."),
});

const outcomeSchema = z.strictObject({ outcome: z.enum(["accepted", "duplicate", "ignored"]) });
const aliveSchema = z.strictObject({ status: z.literal("ok") });
const readySchema = z.strictObject({ ready: z.literal(true), reasons: z.array(z.string()).max(0) });
const versionSchema = z.strictObject({ version });
const settledSchema = z.strictObject({ outcome: z.enum(["retried", "discarded"]) });
const seqSchema = z.strictObject({ seq: version.describe("The `seq` under which it is sent.") });

const roomsSchema = z.strictObject({
  rooms: z.array(exactly<RoomSummary>()(z.strictObject({ roomId: z.string(), lastActiveAt: instant }))),
});

const reconciliationSchema = exactly<Reconciliation>()(
  z.strictObject({ joined: z.array(z.string()), left: z.array(z.string()) }),
);

const message = {
  id: z.string().describe("By which it is retried or discarded."),
  seq: version,
  topic: z.string(),
  to: z.string(),
  at: instant,
};

const inspectionSchema = exactly<RoomInspection>()(
  z.strictObject({
    roomId: z.string(),
    version,
    table: z.unknown().describe("What anyone may see."),
    peers: z.array(
      z.strictObject({
        peerId: z.string(),
        userId: z.string(),
        name: z.string(),
        role: z.string(),
        joinedAt: instant,
        sessionId: z.string(),
      }),
    ),
    events: z
      .array(z.strictObject({ version, at: instant, events: z.array(z.unknown()) }))
      .describe("The last public ones, newest first."),
    undelivered: z.array(z.strictObject(message)).describe("Oldest first, without payload."),
    dead: z.array(z.strictObject({ ...message, reason: z.string() })).describe("Refused by 100ms for good."),
    deadline: instant.nullable(),
  }),
);

const measured = z.looseObject({}).nullable().describe("Null when it does not answer.");

const healthSchema = z.looseObject({
  status: z.enum(["ok", "degraded", "down"]),
  reasons: z.array(z.string()),
  warnings: z.array(z.string()),
  redis: measured,
  queues: measured,
  rooms: measured,
  platform: z.looseObject({ breaker: z.enum(["open", "closed"]) }),
  webhooks: z.looseObject({
    accepted: z.int().nonnegative(),
    duplicate: z.int().nonnegative(),
    ignored: z.int().nonnegative(),
    refused: z.record(z.string(), z.int().positive()).describe("By code."),
    lastAt: instant.nullable(),
  }),
  process: z.looseObject({ version: z.string(), uptimeSeconds: z.number() }),
});

/** What this edge answers with, by the name of its component. */
export function answerSchemas() {
  const registry = z.registry<{ id: string; description?: string }>();
  registry.add(problemSchema, { id: "Problem", description: "An error of RFC 9457." });
  registry.add(outcomeSchema, { id: "WebhookOutcome" });
  registry.add(aliveSchema, { id: "Alive" });
  registry.add(readySchema, { id: "Ready" });
  registry.add(versionSchema, { id: "Version" });
  registry.add(settledSchema, { id: "MessageOutcome" });
  registry.add(seqSchema, { id: "Seq" });
  registry.add(roomsSchema, { id: "Rooms" });
  registry.add(reconciliationSchema, { id: "Reconciliation" });
  registry.add(inspectionSchema, { id: "RoomInspection" });
  registry.add(healthSchema, { id: "Health" });
  return componentSchemas(z.toJSONSchema(registry, { uri: componentUri }).schemas);
}
