import { HMSRoomProvider } from "@100mslive/react-sdk";
import { useEffect, useState } from "react";
import { DemoBar } from "./demo-bar.tsx";
import { fetchPass, type Pass, type Place } from "./place.ts";
import { PlayersTable } from "./players-table.tsx";
import { enterRoom, type Room } from "./room.ts";

interface SeatPageProps {
  readonly place: Place;
  readonly player: string;
  /** To begin with, at a table that is empty. */
  readonly bots: number;
}

type Entry =
  | { readonly state: "entering" }
  | { readonly state: "inside"; readonly pass: Pass; readonly room: Room }
  | { readonly state: "outside"; readonly why: string };

/** One player's page. */
export function SeatPage({ place, player, bots }: SeatPageProps) {
  const entry = useEntry(place, player);
  if (entry.state === "entering")
    return (
      <p className="notice" role="status">
        Joining the room…
      </p>
    );
  if (entry.state === "outside")
    return (
      <main className="notice">
        <h1>Not at the table</h1>
        <p role="alert">The room could not be joined: {entry.why}</p>
        <p>
          <a href={window.location.href}>Try again</a> <a href="/">Back to the lobby</a>
        </p>
      </main>
    );
  const { hms, table } = entry.room;
  return (
    <HMSRoomProvider store={hms.getStore()} actions={hms.getActions()} notifications={hms.getNotifications()}>
      <main className="seat-page">
        <DemoBar table={table} me={entry.pass} bots={bots} hasMedia={place.initEndpoint === null} />
        <PlayersTable table={table} me={player} />
      </main>
    </HMSRoomProvider>
  );
}

const NOTICED_WITHIN_MS = 2000;

/** Should the webhook of the join not come: what is kept is for people in the room, so Croupier asks 100ms who is. */
async function makeNoticed({ table }: Room): Promise<void> {
  if (table.snapshot().you === null) await table.hands();
  await table.refresh();
}

function useEntry(place: Place, player: string): Entry {
  const [entry, setEntry] = useState<Entry>({ state: "entering" });
  useEffect(() => {
    let room: Room | null = null;
    let isGone = false;
    let unnoticed: ReturnType<typeof setTimeout> | undefined;
    const fail = (error: unknown): void => {
      if (!isGone)
        setEntry({ state: "outside", why: error instanceof Error ? error.message : String(error) });
    };
    const enter = async (): Promise<void> => {
      const pass = await fetchPass(player);
      if (isGone) return;
      const entered = enterRoom(place, pass);
      room = entered;
      setEntry({ state: "inside", pass, room });
      await room.joined;
      unnoticed = setTimeout(() => void makeNoticed(entered), NOTICED_WITHIN_MS);
    };
    enter().catch(fail);
    return () => {
      isGone = true;
      clearTimeout(unnoticed);
      room?.leave();
    };
  }, [place, player]);
  return entry;
}
