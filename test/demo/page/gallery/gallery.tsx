import { useState } from "react";
import { createRoot } from "react-dom/client";
import type {
  Answer,
  DeckAudit,
  DeckProof,
  FinishedHand,
  HandPage,
  HandReplay,
  Ledger,
  TableEvent,
} from "../../../../src/client/views.ts";
import { Table } from "../../../../src/demo/page/ui/table.tsx";
import type { Send, TableReads, TableSnapshot } from "../../../../src/demo/page/ui/table-props.ts";

/** The tables are played by the server of the page, since the engine is not made for browsers. */
interface ShownTable {
  readonly id: string;
  readonly snapshot: TableSnapshot;
  readonly events: readonly TableEvent[];
}

type Answered = { readonly ok: true; readonly shown: ShownTable } | Extract<Answer<never>, { ok: false }>;

const ME = "Alice";
const state = new URLSearchParams(location.search).get("state") ?? "my-turn";
const root = document.getElementById("root");
if (root === null) throw new Error("the gallery's page has no root");
createRoot(root).render(<Gallery first={(await ask(state)) as ShownTable} />);

function Gallery({ first }: { readonly first: ShownTable }) {
  const [{ id, snapshot, events }, setShown] = useState(first);
  const send: Send = async (command) => {
    const answer = (await ask(id, { method: "POST", body: JSON.stringify(command) })) as Answered;
    if (answer.ok) setShown(answer.shown);
    return answer;
  };
  const reads: TableReads = {
    hands: async () => (await ask(`${id}/hands`)) as Answer<HandPage>,
    replay: async (no) => (await ask(`${id}/replay/${no}`)) as Answer<HandReplay>,
    hand: async (no) => (await ask(`${id}/hand/${no}`)) as Answer<FinishedHand>,
    proof: async (no) => (await ask(`${id}/proof/${no}`)) as Answer<DeckProof>,
    audit: async () => (await ask(`${id}/audit`)) as Answer<DeckAudit>,
    ledger: async () => (await ask(`${id}/ledger`)) as Answer<Ledger>,
  };
  return (
    <main>
      <Table me={ME} snapshot={snapshot} lastEvents={events} send={send} reads={reads} />
    </main>
  );
}

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`/tables/${path}`, init);
  return response.json();
}
