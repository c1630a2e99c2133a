import { z } from "zod";
import { readObject } from "./http-exchange.ts";

/** What a peer's SDK asks for or tells; without an `id` it wants no answer. */
export interface SocketRequest {
  readonly id: string | number | null;
  readonly method: string;
  readonly params: unknown;
}

const schema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  method: z.string().min(1),
  params: z.unknown(),
});

/** Null when it is no request. */
export function readRequest(text: string): SocketRequest | null {
  const { data } = schema.safeParse(readObject(text));
  return data === undefined ? null : { id: data.id ?? null, method: data.method, params: data.params };
}

export const joinParams = z.object({ name: z.string().nullish(), data: z.string().nullish() });
export const updateParams = z.object({ name: z.string().optional(), data: z.string().optional() });
export const removeParams = z.object({ requested_for: z.string().min(1), reason: z.string().default("") });
export const endParams = z.object({ reason: z.string().default(""), lock: z.boolean().default(false) });
export const broadcastParams = z.object({
  info: z.object({ message: z.string(), type: z.string().default("chat") }),
  peer_id: z.string().nullish(),
  roles: z.array(z.string()).nullish(),
});
