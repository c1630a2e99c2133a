import {
  cutSchema,
  endSchema,
  joiningSchema,
  reloadSchema,
  targetSchema,
  tokenSchema,
  withBody,
} from "./control-bodies.ts";
import { faultsSchema } from "./fault-rule.ts";
import type { Faults } from "./faults.ts";
import { type Exchange, failure, ok, type Reply, type Route } from "./http-exchange.ts";
import { type JoinDeps, type JoinedPeer, joinPeer, reloadPeer } from "./joined-peer.ts";
import type { SentMessage } from "./rest-messages.ts";
import type { Room } from "./room.ts";
import { RoomConflictError } from "./rooms.ts";
import type { Signalling } from "./signalling.ts";
import type { WebhookSender } from "./webhook-sender.ts";

export interface ControlDeps extends JoinDeps {
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
  readonly signalling: Signalling;
  readonly sent: readonly SentMessage[];
}

/** `/_emulator`: what is no part of 100ms, for other processes and for people with curl. Asks for no token. */
export function controlRoutes(deps: ControlDeps): readonly Route[] {
  return [...roomControl(deps), ...peerControl(deps), ...faultControl(deps.faults), ...logControl(deps)];
}

function roomControl({ rooms, tokens }: ControlDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/_emulator/rooms",
      handle: () => ok({ rooms: rooms.list().map(roomView) }),
    },
    {
      method: "POST",
      path: "/_emulator/rooms/:room/end",
      handle: withBody(endSchema, ({ reason, lock }, { params }) =>
        rooms.end(params.room ?? "", reason, lock) ? ok({}) : failure(404, "room is not active"),
      ),
    },
    {
      method: "POST",
      path: "/_emulator/tokens",
      handle: withBody(tokenSchema, async (request) => ok({ authToken: await tokens.authToken(request) })),
    },
  ];
}

function peerControl(deps: ControlDeps): readonly Route[] {
  const { rooms } = deps;
  const peerOf = ({ params }: Exchange) =>
    rooms.find(params.room ?? "")?.attendances.get(params.peer ?? "") ?? null;
  const noPeer = failure(404, "no such peer");
  return [
    {
      method: "POST",
      path: "/_emulator/rooms/:room/peers",
      handle: withBody(joiningSchema, (joining, { params }) =>
        answerJoined(joinPeer(deps, params.room ?? "", joining)),
      ),
    },
    {
      method: "DELETE",
      path: "/_emulator/rooms/:room/peers/:peer",
      handle: ({ params, query }) =>
        rooms.leave(params.room ?? "", params.peer ?? "", query.get("reason") ?? "client request")
          ? ok({})
          : noPeer,
    },
    {
      method: "POST",
      path: "/_emulator/rooms/:room/peers/:peer/reload",
      handle: withBody(reloadSchema, (options, exchange) => {
        const attendance = peerOf(exchange);
        if (attendance === null) return noPeer;
        return answerJoined(reloadPeer(deps, exchange.params.room ?? "", attendance.peer, options));
      }),
    },
    {
      method: "POST",
      path: "/_emulator/rooms/:room/peers/:peer/cut",
      handle: withBody(cutSchema, ({ forMs }, { params }) => {
        const wasCut = deps.signalling.cut(params.room ?? "", params.peer ?? "", forMs);
        return wasCut ? ok({}) : failure(404, "no such peer with a socket");
      }),
    },
    {
      method: "GET",
      path: "/_emulator/rooms/:room/peers/:peer/messages",
      handle: (exchange) => {
        const attendance = peerOf(exchange);
        return attendance === null ? noPeer : ok({ messages: attendance.received });
      },
    },
  ];
}

function faultControl(faults: Faults): readonly Route[] {
  return [
    { method: "GET", path: "/_emulator/faults", handle: () => ok(faults.active()) },
    {
      method: "PUT",
      path: "/_emulator/faults",
      handle: withBody(faultsSchema, (settings) => {
        faults.set(settings);
        return ok(faults.active());
      }),
    },
    {
      method: "DELETE",
      path: "/_emulator/faults",
      handle: () => {
        faults.clear();
        return ok(faults.active());
      },
    },
  ];
}

function logControl({ sent, webhooks }: ControlDeps): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/_emulator/messages",
      handle: ({ query }) => ok({ messages: sent.filter(({ roomId }) => isAsked(query, roomId)) }),
    },
    {
      method: "GET",
      path: "/_emulator/webhooks",
      handle: ({ query }) => ok({ webhooks: webhooks.list().filter(({ roomId }) => isAsked(query, roomId)) }),
    },
    {
      method: "PUT",
      path: "/_emulator/webhook-target",
      handle: withBody(targetSchema, (target) => {
        webhooks.pointAt(target);
        return ok({});
      }),
    },
  ];
}

async function answerJoined(joining: Promise<JoinedPeer>): Promise<Reply> {
  try {
    const { roomId, peerId, userId, authToken } = await joining;
    return ok({ roomId, peerId, userId, authToken });
  } catch (error) {
    if (error instanceof RoomConflictError) return failure(409, error.message);
    throw error;
  }
}

function isAsked(query: URLSearchParams, roomId: string): boolean {
  return (query.get("room") ?? roomId) === roomId;
}

function roomView({ id, session, attendances }: Room) {
  return { id, session, peers: [...attendances.values()].map(({ peer }) => peer) };
}
