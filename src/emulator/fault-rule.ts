import { z } from "zod";

const ENDPOINTS = [
  "send-message",
  "list-peers",
  "get-room",
  "remove-peers",
  "update-peer",
  "list-webhooks",
  "replay-webhooks",
] as const;

export type Endpoint = (typeof ENDPOINTS)[number];

const when = {
  /** In this room only. */
  roomId: z.string().optional(),
  /** So often, then never again; without it always. */
  times: z.int().min(1).optional(),
  probability: z.number().min(0).max(1).default(1),
};
const ms = z.number().min(0).max(600_000);
/** Up to `maxDelayMs`, drawn anew each time, so that what follows can overtake. */
const delay = { effect: z.literal("delay"), delayMs: ms, maxDelayMs: ms.optional() };

const rest = { ...when, endpoint: z.enum([...ENDPOINTS, "any"]) };
const restFaultSchema = z.discriminatedUnion("effect", [
  z.strictObject({
    ...rest,
    effect: z.literal("answer"),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
  }),
  z.strictObject({ ...rest, ...delay }),
  /** Breaks the connection before the request has had its effect, or after. */
  z.strictObject({ ...rest, effect: z.literal("reset"), when: z.enum(["before", "after"]) }),
]);

/** `type`: of this event type only. */
const webhook = { ...when, type: z.string().optional() };
const webhookFaultSchema = z.discriminatedUnion("effect", [
  z.strictObject({ ...webhook, effect: z.literal("drop") }),
  z.strictObject({ ...webhook, effect: z.literal("duplicate"), copies: z.int().min(1).max(100).default(1) }),
  z.strictObject({ ...webhook, ...delay }),
  /** Judged at each attempt, the other effects once for an event. */
  z.strictObject({ ...webhook, effect: z.literal("wrongSecret") }),
]);

/** `method`: of this one only, such as `on-broadcast`. */
const socket = {
  ...when,
  peerId: z.string().optional(),
  method: z.string().optional(),
  direction: z.enum(["toPeer", "fromPeer"]).default("toPeer"),
};
const socketFaultSchema = z.discriminatedUnion("effect", [
  z.strictObject({ ...socket, effect: z.literal("drop") }),
  /** What follows on the same socket waits too. */
  z.strictObject({ ...socket, ...delay }),
]);

export const faultsSchema = z.strictObject({
  /** Makes probabilities and drawn delays reproducible. */
  seed: z.int().default(1),
  rest: z.array(restFaultSchema).default([]),
  webhooks: z.array(webhookFaultSchema).default([]),
  sockets: z.array(socketFaultSchema).default([]),
});

export type FaultSettings = z.input<typeof faultsSchema>;
export type RestFault = z.output<typeof restFaultSchema>;
export type WebhookFault = z.output<typeof webhookFaultSchema>;
export type SocketFault = z.output<typeof socketFaultSchema>;
