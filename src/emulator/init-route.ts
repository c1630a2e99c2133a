import { failure, ok, type Reply, type Route } from "./http-exchange.ts";
import type { Signalling } from "./signalling.ts";
import { bearerOf, type Tokens } from "./tokens.ts";

/** Where the browser SDK begins: it shows its auth token and is told the address of the socket. */
export function initRoute({
  tokens,
  signalling,
}: {
  readonly tokens: Tokens;
  readonly signalling: Signalling;
}): Route {
  return {
    method: "GET",
    path: "/init",
    async handle({ headers, query }): Promise<Reply> {
      const reading = await tokens.readAuthToken(bearerOf(headers.authorization));
      if (!reading.ok) return failure(401, reading.fault);
      const peerId = query.get("peer_id") ?? "";
      if (peerId === "") return failure(400, "peer_id is required");
      if (signalling.isCut(reading.claims.roomId, peerId)) return { kind: "hangUp" };
      return ok({
        endpoint: `ws://${headers.host}/ws`,
        rtcConfiguration: { ice_servers: [] },
        config: { enabledFlags: ["nonWebRTCDisableOffer"] },
      });
    },
  };
}
