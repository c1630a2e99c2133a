import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import { Table } from "../../../../src/demo/page/ui/table.tsx";
import type { Send } from "../../../../src/demo/page/ui/table-props.ts";
import { playerCommandSchema } from "../../../../src/poker/table-command.ts";
import { type GalleryState, ME, STATES } from "./states.ts";

/** `?state=` shows one; `&play` lets the others check and call by themselves. */
const parameters = new URLSearchParams(location.search);
const make = STATES[parameters.get("state") ?? ""];
const root = document.getElementById("root");
if (root === null) throw new Error("the gallery's page has no root");

createRoot(root).render(<StrictMode>{make === undefined ? <Index /> : <Shown state={make()} />}</StrictMode>);

function Index() {
  return (
    <main>
      <h1>States of the table</h1>
      <ul>
        {Object.keys(STATES).map((name) => (
          <li key={name}>
            <a href={`?state=${name}`}>{name}</a>, <a href={`?state=${name}&play`}>played on</a>
          </li>
        ))}
      </ul>
    </main>
  );
}

function Shown({ state: { table, connection = "live" } }: { readonly state: GalleryState }) {
  const [shown, setShown] = useState(() => ({ snapshot: table.snapshot(ME), events: [...table.told] }));
  const show = () => setShown({ snapshot: table.snapshot(ME), events: table.publicEvents() });
  const send: Send = async (command) => {
    table.nowMs = Date.now();
    table.ask(ME, playerCommandSchema.parse(command));
    await Promise.resolve();
    if (table.refusal !== null) return { ok: false, problem: table.problem() };
    show();
    if (parameters.has("play")) playOn(table, show);
    return { ok: true };
  };
  return (
    <main>
      <Table
        me={ME}
        snapshot={{ ...shown.snapshot, connection }}
        lastEvents={shown.events}
        send={send}
        reads={table.reads(ME)}
        isHost={table.table.host === ME}
      />
    </main>
  );
}

const THINKING_MS = 700;

function playOn(table: GalleryState["table"], show: () => void): void {
  const { turn, hand } = table.table;
  if (turn?.player === ME) return;
  if (turn === null && hand?.results == null) return;
  setTimeout(
    () => {
      table.nowMs = Date.now();
      if (turn === null) table.strike();
      else table.act(turn.canCheck ? "check" : "call");
      show();
      playOn(table, show);
    },
    turn === null ? 3000 : THINKING_MS,
  );
}
