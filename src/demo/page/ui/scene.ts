import { createContext, useContext } from "react";
import type { Command, Problem } from "../../../client/views.ts";
import type { PrivateView } from "../../../poker/player-view.ts";
import type { PublicTable } from "../../../poker/table-view.ts";
import type { DeckNotes } from "./model/deck-notes.ts";
import type { Send, TableReads } from "./table-props.ts";

/** What every part of the page may need to know. */
export interface Scene {
  readonly table: PublicTable;
  readonly you: PrivateView | null;
  readonly me: string;
  readonly isHost: boolean;
  /** The newest view is of a connection that lives. */
  readonly isLive: boolean;
  /** Why the reader gets no seat here any more. */
  readonly barred: string | null;
  /** The reader waits for a seat, whether the table shows it or not. */
  readonly isEnlisted: boolean;
  /** Who goes when the hand is over, as far as this page knows. */
  readonly leaving: ReadonlySet<string>;
  readonly nameOf: (player: string) => string;
  /** Sends it and says a refusal in words; true when it was taken. */
  readonly run: (command: Command) => Promise<boolean>;
  /** For who says a refusal in a place of their own. */
  readonly send: Send;
  /** Says what went wrong in words. */
  readonly tell: (problem: Problem) => void;
  /** What was said last, for a while. */
  readonly notice: string | null;
  readonly reads: TableReads;
  readonly deckNotes: DeckNotes;
}

export const SceneContext = createContext<Scene | null>(null);

export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (scene === null) throw new Error("a part of the table outside of a table");
  return scene;
}
