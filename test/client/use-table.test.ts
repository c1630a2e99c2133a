import { describe, expect, it } from "@jest/globals";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { useTable } from "../../src/client/use-table.ts";
import { openStage, type Stage, tableOf } from "./stage.ts";

function Probe({ table }: Pick<Stage, "table">) {
  const { connection, seq, table: view, send } = useTable(table);
  const isSame = send === table.send;
  return createElement("p", null, `${connection} ${seq} ${view?.hand?.no} ${isSame}`);
}

describe("useTable", () => {
  it("gives the snapshot of now and how to send", async () => {
    const { table, tell, settle } = openStage();
    expect(renderToString(createElement(Probe, { table }))).toBe("<p>connecting null undefined true</p>");
    await settle();
    expect(renderToString(createElement(Probe, { table }))).toBe("<p>live 1 1 true</p>");
    tell({ seq: 2, kind: "table", events: [], table: tableOf(4) });
    expect(renderToString(createElement(Probe, { table }))).toBe("<p>live 2 4 true</p>");
  });
});
