import { randomUUID } from "node:crypto";
import type { JoinedPeer, ReloadOptions } from "../../src/emulator/joined-peer.ts";
import type { House } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { type Answer, answerSchema, type Message, type MessageOf, readMessage } from "./views.ts";

/** A person in a room by one peer, with the token that they joined with. */
export interface Player {
  readonly userId: string;
  readonly peer: JoinedPeer;
  /** GET table, as documented. */
  table(): Promise<Answer>;
  /** Of another process than the house's, when `url` is given. */
  ask(path: "table" | "commands", asking?: { url?: string; body?: unknown }): Promise<HttpAnswer>;
  /** POSTs a command under an id of its own. */
  command(command: object, id?: string): Promise<HttpAnswer>;
  /** A command that must be accepted. */
  does(command: object): Promise<Answer>;
  /** What 100ms told this peer, oldest first. */
  received<Kind extends Message["kind"]>(kind: Kind): readonly MessageOf<Kind>[];
  leave(reason?: string): void;
  reload(options?: ReloadOptions): Promise<Player>;
}

export function createPlayer(house: House, peer: JoinedPeer): Player {
  const { userId, roomId } = peer;
  const headers = { authorization: `Bearer ${peer.authToken}` };
  const ask: Player["ask"] = (path, { url = house.url(), body } = {}) =>
    house.http(`${url}/v1/rooms/${roomId}/${path}`, { headers, body });
  const command: Player["command"] = (given, id = randomUUID()) =>
    ask("commands", { body: { id, ...given } });
  return {
    userId,
    peer,
    ask,
    command,
    table: async () => readAnswer(await ask("table")),
    does: async (given) => readAnswer(await command(given)),
    received: (kind) =>
      peer.received.flatMap(({ message }) => {
        const read = readMessage(message);
        return read?.kind === kind ? [read as MessageOf<typeof kind>] : [];
      }),
    leave: (reason) => void peer.leave(reason),
    reload: async (options) => createPlayer(house, await peer.reload(options)),
  };
}

function readAnswer(answer: HttpAnswer): Answer {
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.text}`);
  return answerSchema.parse(answer.body);
}
