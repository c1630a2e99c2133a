import { z } from "zod";
import { type Exchange, failure, type Reply, readObject } from "./http-exchange.ts";

const id = z.string().min(1);

export const joiningSchema = z.strictObject({
  userId: z.string(),
  name: z.string().optional(),
  role: id.optional(),
  metadata: z.string().optional(),
  peerId: id.optional(),
  sessionId: id.optional(),
});
export const reloadSchema = z.strictObject({
  peerId: id.optional(),
  oldLeavesAfterMs: z.number().min(0).default(0),
});
export const cutSchema = z.strictObject({ forMs: z.number().min(0).max(600_000).default(0) });
export const endSchema = z.strictObject({
  reason: z.string().default("ended"),
  lock: z.boolean().default(false),
});
export const tokenSchema = z.strictObject({
  roomId: id,
  userId: z.string(),
  role: z.string(),
  expiresInSeconds: z.number().optional(),
});
export const targetSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.string()).default({}),
});

/** A handler of a JSON body; an empty one counts as `{}`. */
export function withBody<Body>(
  schema: z.ZodType<Body>,
  handle: (body: Body, exchange: Exchange) => Reply | Promise<Reply>,
): (exchange: Exchange) => Reply | Promise<Reply> {
  return (exchange) => {
    const parsed = schema.safeParse(readObject(exchange.body === "" ? "{}" : exchange.body));
    return parsed.success ? handle(parsed.data, exchange) : failure(400, z.prettifyError(parsed.error));
  };
}
