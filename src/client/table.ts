import type { Happening } from "./happenings.ts";
import { createKnownTable, type TableSnapshot } from "./known-table.ts";
import type { MessageSource } from "./message-source.ts";
import { readMessage } from "./read-message.ts";
import { createReads, type Reads } from "./reads.ts";
import { createRequests, type Token } from "./requests.ts";
import { uuid } from "./uuid.ts";
import type { Command, Problem, WholeView } from "./views.ts";
import { browserWorld, type World } from "./world.ts";

export interface TableOptions {
  /** Of Croupier, such as `https://poker.example.com`. */
  readonly baseUrl: string;
  /** The 100ms room. */
  readonly roomId: string;
  /** The 100ms auth token with which the player joined, or where to get the one in force. */
  readonly token: Token;
  /** `hmsMessages(hmsNotifications)`, or another source. */
  readonly messages: MessageSource;
  readonly world?: Partial<World>;
}

export type CommandAnswer =
  | ({ readonly ok: true } & WholeView)
  | { readonly ok: false; readonly problem: Problem };

export interface Table extends Reads {
  /** The same object until something changes. */
  readonly snapshot: () => TableSnapshot;
  /** Returns how to unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly onEvents: (listener: (happening: Happening) => void) => () => void;
  /**
   * Resolves when Croupier took or refused the command. With `unreachable`, after half a minute of trying, it may or
   * may not have gone through: the table tells as soon as it can be read.
   */
  readonly send: (command: Command) => Promise<CommandAnswer>;
  /** Reads the table now. */
  readonly refresh: () => Promise<void>;
  /** Listens and asks no more. */
  readonly close: () => void;
}

/** A table as one player sees it. Starts at once; made before the room is joined it misses no message. */
export function createTable({ messages, world: given, ...place }: TableOptions): Table {
  const world = { ...browserWorld, ...given };
  const requests = createRequests({ ...place, world });
  const known = createKnownTable({
    world,
    ask: () => requests.once<WholeView>("/table"),
    refused: (problem) => end(problem),
  });
  const stopListening = messages({
    hear: (message) => {
      const news = readMessage(message, place.roomId);
      if (news !== null) known.hear(news);
    },
    connection: (state) => {
      if (state === "left") end(LEFT_ROOM);
      else known.connection(state);
    },
  });
  const end = (because: Problem | null): void => {
    stopListening();
    known.close(because);
  };
  void known.look();
  return {
    ...createReads(requests),
    snapshot: known.snapshot,
    subscribe: known.changes.add,
    onEvents: known.events.add,
    send: async (command) => {
      const answer = await requests.persistently<WholeView>("/commands", bodyOf(command));
      known.settle(answer);
      return answer.ok ? { ok: true, ...answer.value } : answer;
    },
    refresh: known.look,
    close: () => {
      requests.stop();
      end(null);
    },
  };
}

const LEFT_ROOM: Problem = { code: "left_room", detail: "You are not in the room any more.", status: null };

/** One id for all attempts, so that however often it is sent, it is done once. */
function bodyOf(command: Command): string {
  return JSON.stringify({ ...command, id: uuid() });
}
