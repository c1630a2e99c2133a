import type { LedgerView } from "../../../../poker/history/ledger-view.ts";
import { chipText, signedChipText } from "../model/chips.ts";
import { useScene } from "../scene.ts";
import { useRead } from "./use-read.ts";

/** Who brought and took how much, and who pays whom. */
export function LedgerPanel() {
  const { reads, table } = useScene();
  const newest = `${table.hand?.no ?? 0} ${table.hand?.results != null} ${table.seats.length}`;
  const reading = useRead(() => reads.ledger(), newest);
  if (reading.state === "loading") return <p className="panel-empty">Reading the ledger…</p>;
  if (reading.state === "failed") return <p className="panel-empty">{reading.why}</p>;
  return <Ledger ledger={reading.value} />;
}

function Ledger({ ledger }: { readonly ledger: LedgerView }) {
  const { accounts, settlement, entries } = ledger;
  const nameOf = (player: string) => accounts.find((account) => account.player === player)?.name ?? player;
  if (accounts.length === 0) return <p className="panel-empty">Nobody has bought in yet.</p>;
  return (
    <div className="ledger">
      <Accounts accounts={accounts} />
      <h3>If everybody left now</h3>
      {settlement.transfers.length === 0 ? (
        <p>Nobody owes anything.</p>
      ) : (
        <ul className="transfers">
          {settlement.transfers.map(({ from, to, chips }) => (
            <li key={`${from} ${to}`}>
              <bdi>{nameOf(from)}</bdi> pays <bdi>{nameOf(to)}</bdi> {chipText(chips)}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>All entries ({entries.length})</summary>
        <ol className="entries" reversed>
          {entries.toReversed().map(({ no, at, name, chips, why }) => (
            <li key={no}>
              <time dateTime={at}>{new Date(at).toLocaleTimeString([], { timeStyle: "short" })}</time>
              <span>
                {name}: {WHY_WORDS[why] ?? why}
              </span>
              <span className="number">{signedChipText(chips)}</span>
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}

/** From there on four amounts and a name are wider than the panel. */
const LONG_CHIPS = 1_000_000;

function Accounts({ accounts }: Pick<LedgerView, "accounts">) {
  const isLong = accounts.some(
    ({ boughtIn, cashedOut, onTable }) => Math.max(boughtIn, cashedOut, onTable) >= LONG_CHIPS,
  );
  return (
    <table>
      <caption className="sr">What everybody brought, took and has</caption>
      <thead>
        <tr>
          {!isLong && <th scope="col">Player</th>}
          <th scope="col">In</th>
          <th scope="col">Out</th>
          <th scope="col">Stack</th>
          <th scope="col">Net</th>
        </tr>
      </thead>
      {accounts.map(({ player, name, boughtIn, cashedOut, onTable, net }) => (
        <tbody key={player}>
          {isLong && (
            <tr>
              <th scope="rowgroup" colSpan={4} className="ledger-name">
                <bdi>{name}</bdi>
              </th>
            </tr>
          )}
          <tr>
            {!isLong && (
              <th scope="row" className="ledger-name">
                <bdi>{name}</bdi>
              </th>
            )}
            <td>{chipText(boughtIn)}</td>
            <td>{chipText(cashedOut)}</td>
            <td>{chipText(onTable)}</td>
            <td data-sign={Math.sign(net)}>{signedChipText(net)}</td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

const WHY_WORDS: Readonly<Record<string, string>> = {
  buyIn: "bought in",
  topUp: "added chips",
  setStack: "stack set by the host",
  choice: "cashed out",
  kicked: "removed by the host",
  role: "lost the role",
  away: "away too long",
  closed: "table closed",
};
