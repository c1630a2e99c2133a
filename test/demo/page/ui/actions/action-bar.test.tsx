import { describe, expect, it } from "@jest/globals";
import { renderToStaticMarkup } from "react-dom/server";
import { ActionBar } from "../../../../../src/demo/page/ui/actions/action-bar.tsx";
import { type Scene, SceneContext } from "../../../../../src/demo/page/ui/scene.ts";
import { TableInTest as EmptyTable, type TableInTest, tableWith } from "../../../../poker/table-in-test.ts";

/** The action bar as somebody gets it. */
function drawn(table: TableInTest, me: string, more: Partial<Scene> = {}): string {
  const scene: Scene = {
    table: table.table,
    you: table.you(me),
    me,
    isHost: false,
    isLive: true,
    barred: null,
    isEnlisted: false,
    leaving: new Set(),
    nameOf: (player) => player,
    run: () => Promise.resolve(true),
    send: () => Promise.resolve({ ok: true }),
    tell: () => undefined,
    notice: null,
    deckNotes: new Map(),
    reads: {
      hands: () => Promise.reject(new Error("not asked for")),
      replay: () => Promise.reject(new Error("not asked for")),
      hand: () => Promise.reject(new Error("not asked for")),
      proof: () => Promise.reject(new Error("not asked for")),
      ledger: () => Promise.reject(new Error("not asked for")),
      audit: () => Promise.reject(new Error("not asked for")),
    },
    ...more,
  };
  return renderToStaticMarkup(
    <SceneContext value={scene}>
      <ActionBar onOpen={() => undefined} />
    </SceneContext>,
  );
}

/** The words on the buttons and boxes that somebody is offered. */
function offered(...of: Parameters<typeof drawn>): string[] {
  const controls = [...drawn(...of).matchAll(/<(button|label)([^>]*)>(.*?)<\/\1>/g)];
  return controls.map(([, , attributes = "", content = ""]) => {
    const label = /aria-label="([^"]*)"/.exec(attributes)?.[1];
    return label ?? content.replace(/<[^>]*>/g, "");
  });
}

/** What the bar says besides. */
function said(...of: Parameters<typeof drawn>): string[] {
  const notes = [...drawn(...of).matchAll(/<p[^>]*>(.*?)<\/p>/g)].map(([, content = ""]) => content);
  return notes.filter((note) => note !== "");
}

const SEAT = ["Sit out", "Add chips", "My seat…"];

describe("the action bar", () => {
  it("offers the turn to whose it is", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).act("raise", 12);
    expect(offered(table, "Bob").slice(-3)).toEqual(["Fold", "Call 11", "Raise to 22"]);
    expect(offered(table, "Bob")).toContain("Pot: 38");
  });

  it("offers no raise where none is allowed", () => {
    const table = tableWith(["Ann", "Bob"]).act("allIn");
    expect(offered(table, "Bob")).toEqual(["Fold", "Call all-in 198"]);
  });

  it("offers to plan ahead to whoever is still in", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).act("raise", 12);
    expect(offered(table, "Cid")).toEqual(["Fold", "Call 10", ...SEAT]);
    expect(offered(table.act("fold"), "Bob")).toEqual(SEAT);
  });

  it("offers to show the cards that nobody has seen, after the hand", () => {
    const table = tableWith(["Ann", "Bob"]).act("fold");
    const [all, ...each] = offered(table, "Bob");
    expect(all).toBe("Show cards");
    expect(each.slice(0, 2)).toEqual([
      expect.stringMatching(/^Show the \w+ of \w+$/),
      expect.stringMatching(/^Show the \w+ of \w+$/),
    ]);
    table.ask("Bob", { type: "show" });
    expect(offered(table, "Bob")).toEqual(SEAT);
  });

  it("offers the next hand to a host, and to nobody else", () => {
    const table = tableWith(["Ann", "Bob"]).act("fold");
    expect(offered(table, "Ann", { isHost: true })).toContain("Next hand");
    expect(offered(table, "Ann")).not.toContain("Next hand");
    table.askAsHost("Ann", { type: "pause" });
    expect(offered(table, "Ann", { isHost: true })).not.toContain("Next hand");
  });

  it("asks those who are all-in whether to deal twice, until they agreed", () => {
    const table = tableWith(["Ann", "Bob"], { runItTwice: true }).act("allIn").act("call");
    expect(offered(table, "Ann")).toEqual(["Once", "Twice"]);
    table.ask("Ann", { type: "runTwice", agree: true });
    expect(offered(table, "Ann")).toEqual([]);
  });

  it("offers a seat to a visitor, or to wait for one", () => {
    const table = new EmptyTable({ autoSeat: false, seats: 2 }).join("Zoe", "Ann", "Bob");
    expect(offered(table, "Zoe")).toEqual(["Take a seat"]);
    table.ask("Ann", { type: "sit" }).ask("Bob", { type: "sit" });
    expect(offered(table, "Zoe")).toEqual(["Wait for a seat"]);
    table.ask("Zoe", { type: "enlist" });
    expect(offered(table, "Zoe")).toEqual(["Wait no longer"]);
    expect(said(table, "Zoe")).toEqual(["You are waiting: the next seat is yours."]);
  });

  it("tells who waits their place, as far as the table shows it", () => {
    const table = new EmptyTable({ autoSeat: false, seats: 2 });
    table.join("Ann", "Bob").ask("Ann", { type: "sit" }).ask("Bob", { type: "sit" });
    for (const name of ["Cid", "Dan", "Eve", "Zoe"]) table.join(name).ask(name, { type: "enlist" });
    expect(said(table, "Dan")).toEqual(["You are waiting for a seat, as number 2."]);
    expect(said(table, "Zoe", { isEnlisted: true })).toEqual(["You are waiting for a seat."]);
    expect(offered(table, "Zoe", { isEnlisted: true })).toEqual(["Wait no longer"]);
  });

  it("offers no seat to whom a host removed", () => {
    const table = new EmptyTable({ autoSeat: false, seats: 2 }).join("Zoe");
    const barred = "Ann removed you from the table.";
    expect(offered(table, "Zoe", { barred })).toEqual([]);
    expect(said(table, "Zoe", { barred })).toEqual([barred]);
  });

  it("sells no chips to who is all-in, before the hand is lost", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).act("allIn");
    expect(said(table, "Ann")).toEqual(["You are all-in."]);
    expect(offered(table, "Ann")).toEqual(["Sit out", "My seat…"]);
  });

  it("says what waits for the end of the hand, and offers to take it back", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]);
    table.ask("Cid", { type: "topUp", chips: 202 });
    expect(said(table, "Cid")).toContain("You get +202 after this hand.");
    expect(offered(table, "Cid").slice(2)).toEqual(["Sit out", "My seat…"]);
    table.ask("Cid", { type: "sitOut" });
    expect(said(table, "Cid")).toContain("You get +202 and sit out after this hand.");
    expect(offered(table, "Cid").slice(2)).toEqual(["Stay in", "My seat…"]);
    expect(table.ask("Cid", { type: "sitIn" }).refusal).toBeNull();
    expect(offered(table, "Cid").slice(2)).toEqual(["Sit out", "My seat…"]);
    table.ask("Cid", { type: "stand" });
    expect(said(table, "Cid")).toContain("You leave after this hand.");
    expect(offered(table, "Cid").slice(2)).toEqual(["My seat…"]);
  });

  it("offers to come back, and to buy chips when they are gone", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).foldRound();
    table.ask("Ann", { type: "sitOut" }).strike();
    expect(offered(table, "Ann")).toEqual(["I’m back", "Add chips", "My seat…"]);
    const broke = tableWith(["Ann", "Bob", "Cid"]).foldRound();
    broke.askAsHost("house", { type: "setStack", player: broke.seat("Ann").player, chips: 0 }).strike();
    expect(offered(broke, "Ann")).toEqual(["Buy chips", "My seat…"]);
  });

  it("offers nothing at a closed table", () => {
    expect(offered(tableWith(["Ann", "Bob"]).closeRoom(), "Ann")).toEqual([]);
  });
});
