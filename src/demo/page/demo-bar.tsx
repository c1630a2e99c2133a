import { useAVToggle } from "@100mslive/react-sdk";
import { useEffect, useRef, useState } from "react";
import type { TableSnapshot } from "../../client/known-table.ts";
import type { Table } from "../../client/table.ts";
import { useTable } from "../../client/use-table.ts";
import type { Person } from "./place.ts";
import type { SeatView } from "./ui/model/seat-words.ts";
import { useToast } from "./ui/parts/toast.tsx";
import { useToldToGo } from "./ui/parts/use-told-to-go.ts";
import { isOnTheWay } from "./ui/use-standing.ts";

interface DemoBarProps {
  readonly table: Table;
  readonly me: Person;
  /** To begin with, at a table that is empty. */
  readonly bots: number;
  /** The room has cameras and microphones. */
  readonly hasMedia: boolean;
}

/** What belongs to the demo and not to the table: who one is, the bots, the way back. */
export function DemoBar({ table, me, bots, hasMedia }: DemoBarProps) {
  const snapshot = useTable(table);
  const seats = snapshot.table?.seats ?? [];
  const { text, say, tell, hide } = useToast();
  const { toldToGo, note } = useToldToGo(seats);
  const isHere = useWasHere(isInRoom(snapshot, me.player));
  useCompany(table, bots, me.player);
  const seated = seats.filter(({ bot }) => bot === true);
  const last = seated.findLast(({ player }) => !toldToGo.has(player));
  const add = async (): Promise<void> => {
    const answer = await table.send({ type: "addBot" });
    if (answer.ok) hide();
    else tell(answer.problem);
  };
  const sendAway = async ({ player, name }: SeatView): Promise<void> => {
    const answer = await table.send({ type: "removeBot", player });
    if (!answer.ok && !isOnTheWay(answer)) return tell(answer.problem);
    note(player);
    const isGone = table.snapshot().table?.seats.every((seat) => seat.player !== player) === true;
    if (isGone) hide();
    else say(`${name} leaves after this hand.`);
  };
  return (
    <nav className="demo-bar" aria-label="Demo">
      <a href="/" target="_top">
        Lobby
      </a>
      <span className="demo-name">{me.name}</span>
      <span role="status" className="demo-refusal">
        {text}
      </span>
      {hasMedia && <MediaButtons />}
      <button
        type="button"
        aria-label="Take a bot away"
        disabled={!isHere || last === undefined}
        onClick={() => last !== undefined && void sendAway(last)}
      >
        −
      </button>
      <span>{seated.length === 1 ? "1 bot" : `${seated.length} bots`}</span>
      <button type="button" aria-label="Add a bot" disabled={!isHere} onClick={() => void add()}>
        +
      </button>
    </nav>
  );
}

/** As far as Croupier knows, which hears of it a moment later. */
function isInRoom({ table }: Pick<TableSnapshot, "table">, me: string): boolean {
  if (table === null) return false;
  const sits = table.seats.some(({ player, connected }) => player === me && connected);
  return sits || (table.waiting ?? []).some((player) => player === me);
}

/** Whoever stood up is in the room as before. */
function useWasHere(isHere: boolean): boolean {
  const [wasHere, setWasHere] = useState(isHere);
  if (isHere && !wasHere) setWasHere(true);
  return isHere || wasHere;
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
function useCompany(table: Table, bots: number, me: string): void {
  const isAsked = useRef(false);
  useEffect(() => {
    const look = (): void => {
      const { table: view } = table.snapshot();
      const isNew = view !== null && view.hand === null && view.seats.length === 1;
      const isFirst = isNew && isInRoom({ table: view }, me);
      if (!isFirst || isAsked.current || bots === 0) return;
      isAsked.current = true;
      void seatCompany(table, bots);
    };
    look();
    return table.subscribe(look);
  }, [table, bots, me]);
}

async function seatCompany(table: Table, bots: number): Promise<void> {
  await table.send({ type: "pause" });
  for (let no = 0; no < bots; no += 1) await table.send({ type: "addBot" });
  await table.send({ type: "resume" });
}
