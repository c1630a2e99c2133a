import "./styles/tokens.css";
import "./styles/frame.css";
import "./styles/felt.css";
import "./styles/seat.css";
import "./styles/card.css";
import "./styles/actions.css";
import "./styles/panel.css";
import "./styles/dialog.css";
import "./styles/deck.css";
import "./styles/motion.css";
import { useMemo, useState } from "react";
import { ActionBar } from "./actions/action-bar.tsx";
import { useDeckNotes } from "./deck/use-deck-notes.ts";
import type { Dialog } from "./dialogs/dialog.ts";
import { Dialogs } from "./dialogs/dialogs.tsx";
import { EMPTY_STORY, type Story, tellOn } from "./model/story.ts";
import { Panel } from "./panel/panel.tsx";
import { PanelSheet } from "./panel/panel-sheet.tsx";
import { ConnectionBanner } from "./parts/connection-banner.tsx";
import { Felt } from "./parts/felt.tsx";
import { LiveRegion } from "./parts/live-region.tsx";
import { Toast, type ToastState, useToast } from "./parts/toast.tsx";
import { TopBar } from "./parts/top-bar.tsx";
import { useClock } from "./parts/use-clock.ts";
import { type Scene, SceneContext } from "./scene.ts";
import { useSettings } from "./settings.ts";
import type { TableProps } from "./table-props.ts";
import { useStanding } from "./use-standing.ts";

/** A poker table for one reader: what they may see and do, and nothing else. */
export function Table(props: TableProps) {
  const { snapshot } = props;
  if (snapshot.table === null)
    return (
      <section className="croupier loading" aria-label="Poker table">
        <ConnectionBanner connection={snapshot.connection} problem={snapshot.problem} />
        <p role="status">
          {snapshot.connection === "closed" ? "The table is closed." : "Finding your table…"}
        </p>
      </section>
    );
  return <ShownTable {...props} table={snapshot.table} />;
}

type ShownTableProps = TableProps & { readonly table: Scene["table"] };

function ShownTable(props: ShownTableProps) {
  const { snapshot, table, lastEvents, me, seatMedia = () => null } = props;
  const [settings, changeSettings] = useSettings();
  const [dialog, open] = useState<Dialog | null>(null);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const toast = useToast();
  const chapter = useMemo(() => ({ table, events: lastEvents, me }), [table, lastEvents, me]);
  const story = useStory(chapter);
  const standing = useStanding(props.send, table);
  const scene = sceneOf(props, { story, toast, standing });
  const deckNotes = useDeckNotes(me, { ...chapter, you: snapshot.you, seq: snapshot.seq });
  const clock = useClock(table);
  const mayTakeSeat = snapshot.you === null && table.status !== "closed" && scene.barred === null;
  return (
    <SceneContext value={{ ...scene, deckNotes }}>
      <section
        className="croupier"
        aria-label="Poker table"
        data-deck={settings.isFourColour ? "four" : "two"}
      >
        <div className="frame">
          <TopBar
            onHelp={() => open("help")}
            onDeck={() => open("deck")}
            onPanel={() => setPanelOpen(true)}
          />
          <ConnectionBanner connection={snapshot.connection} problem={standing.lapse ?? snapshot.problem} />
          <Felt
            chapter={chapter}
            seq={snapshot.seq ?? 0}
            clock={clock}
            toAct={table.turn?.seat ?? null}
            actions={story.actions}
            seatMedia={seatMedia}
            onTakeSeat={mayTakeSeat ? (seat) => open({ sit: seat }) : null}
          />
          <ActionBar onOpen={open} />
          <aside className="side" aria-label="About the table">
            <Panel log={story.log} />
          </aside>
        </div>
        <Toast toast={toast} />
        <LiveRegion happened={story.happened} turn={story.turn} />
        <PanelSheet isOpen={isPanelOpen} log={story.log} onClose={() => setPanelOpen(false)} />
        <Dialogs
          dialog={dialog}
          settings={settings}
          onSettings={changeSettings}
          onOpen={open}
          onClose={() => open(null)}
        />
      </section>
    </SceneContext>
  );
}

interface Known {
  readonly story: Story;
  readonly toast: ToastState;
  readonly standing: ReturnType<typeof useStanding>;
}

function sceneOf(props: ShownTableProps, { story, toast, standing }: Known): Omit<Scene, "deckNotes"> {
  const { snapshot, table, reads, me, isHost = false } = props;
  const { send, toldToGo } = standing;
  const nameOf = (player: string) => story.names.get(player) ?? player;
  return {
    table,
    you: snapshot.you,
    me,
    isHost: isHost || table.host === me,
    isLive: snapshot.connection === "live" && standing.lapse === null,
    barred: barredWords(story.news.removedBy, standing.isBarred, nameOf),
    isEnlisted: story.news.isEnlisted,
    leaving: new Set([...story.news.leaving, ...toldToGo]),
    nameOf,
    reads,
    send,
    tell: toast.tell,
    notice: toast.text,
    run: async (command) => {
      const sent = await send(command);
      if (!sent.ok) toast.tell(sent.problem);
      return sent.ok;
    },
  };
}

function barredWords(removedBy: string | null, isBarred: boolean, nameOf: Scene["nameOf"]): string | null {
  if (removedBy !== null) return `${nameOf(removedBy)} removed you from the table.`;
  return isBarred ? "You may not play at this table." : null;
}

/** Told on while rendering, so that a view and its story are always of the same moment. */
function useStory(chapter: Parameters<typeof tellOn>[1]): Story {
  const [story, setStory] = useState<Story>(() => tellOn(EMPTY_STORY, chapter));
  const now = tellOn(story, chapter);
  if (now !== story) setStory(now);
  return now;
}
