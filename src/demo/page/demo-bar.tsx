import { useAVToggle } from "@100mslive/react-sdk";
import { useEffect, useRef, useState } from "react";
import type { TableSnapshot } from "../../client/known-table.ts";
import type { Table } from "../../client/table.ts";
import { useTable } from "../../client/use-table.ts";
import type { Command } from "../../client/views.ts";

interface DemoBarProps {
  readonly table: Table;
  readonly name: string;
  /** To begin with, at a table that is empty. */
  readonly bots: number;
  /** The room has cameras and microphones. */
  readonly hasMedia: boolean;
}

/** What belongs to the demo and not to the table: who one is, the bots, the way back. */
export function DemoBar({ table, name, bots, hasMedia }: DemoBarProps) {
  const snapshot = useTable(table);
  const [refusal, setRefusal] = useState("");
  const seated = (snapshot.table?.seats ?? []).filter(({ bot }) => bot === true);
  useCompany(table, bots);
  const order = async (command: Command): Promise<void> => {
    const answer = await table.send(command);
    setRefusal(answer.ok ? "" : answer.problem.detail);
  };
  const last = seated.at(-1);
  const isHere = isInRoom(snapshot);
  return (
    <nav className="demo-bar" aria-label="Demo">
      <a href="/" target="_top">
        Lobby
      </a>
      <span className="demo-name">{name}</span>
      <span role="status" className="demo-refusal">
        {refusal}
      </span>
      {hasMedia && <MediaButtons />}
      <button
        type="button"
        aria-label="Take a bot away"
        disabled={!isHere || last === undefined}
        onClick={() => last !== undefined && void order({ type: "removeBot", player: last.player })}
      >
        −
      </button>
      <span>{seated.length === 1 ? "1 bot" : `${seated.length} bots`}</span>
      <button
        type="button"
        aria-label="Add a bot"
        disabled={!isHere}
        onClick={() => void order({ type: "addBot" })}
      >
        +
      </button>
    </nav>
  );
}

/** As far as Croupier knows, which hears of it a moment later. */
function isInRoom({ table, you }: Pick<TableSnapshot, "table" | "you">): boolean {
  return table?.seats.some(({ player, connected }) => player === you?.player && connected) === true;
}

function MediaButtons() {
  const { isLocalAudioEnabled, isLocalVideoEnabled, toggleAudio, toggleVideo } = useAVToggle();
  return (
    <>
      {toggleAudio !== undefined && (
        <button type="button" aria-pressed={isLocalAudioEnabled} onClick={() => toggleAudio()}>
          Microphone
        </button>
      )}
      {toggleVideo !== undefined && (
        <button type="button" aria-pressed={isLocalVideoEnabled} onClick={() => toggleVideo()}>
          Camera
        </button>
      )}
    </>
  );
}

/** Whoever comes first to a new table finds company: paused meanwhile, so that all are dealt in together. */
function useCompany(table: Table, bots: number): void {
  const isAsked = useRef(false);
  useEffect(() => {
    const look = (): void => {
      const { table: view, you } = table.snapshot();
      const isNew = view !== null && view.hand === null && view.seats.length === 1;
      const isFirst = isNew && isInRoom({ table: view, you });
      if (!isFirst || isAsked.current || bots === 0) return;
      isAsked.current = true;
      void seatCompany(table, bots);
    };
    look();
    return table.subscribe(look);
  }, [table, bots]);
}

async function seatCompany(table: Table, bots: number): Promise<void> {
  await table.send({ type: "pause" });
  for (let no = 0; no < bots; no += 1) await table.send({ type: "addBot" });
  await table.send({ type: "resume" });
}
