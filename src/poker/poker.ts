import type { Decision, Facts, Game, Input, Rejection } from "../game/game.ts";
import { botTurn } from "./bots/bot-turn.ts";
import { chooseCommand } from "./bots/choose-command.ts";
import { tendBots } from "./bots/tend-bots.ts";
import { deadline, passDeadline } from "./clock.ts";
import { closeTable } from "./close-table.ts";
import { type Draft, openDraft } from "./draft.ts";
import { evolveTable } from "./evolve-table.ts";
import { expels } from "./expels.ts";
import { promiseDecks } from "./fair-deck/seal-deck.ts";
import { history } from "./history/history.ts";
import { pause, resume } from "./host-commands.ts";
import { migrate, TABLE_SCHEMA } from "./migrate.ts";
import { createTable } from "./new-table.ts";
import { obeyPlayer } from "./player-commands.ts";
import { keepsPlayerView, type PrivateView, playerView } from "./player-view.ts";
import { type PublicTableEvent, publicEvent } from "./public-event.ts";
import { refuse } from "./refusal.ts";
import { heedRoom } from "./room-notices.ts";
import { parseCommand, type TableCommand } from "./table-command.ts";
import type { TableConfig } from "./table-config.ts";
import type { TableEvent } from "./table-event.ts";
import type { TableState } from "./table-state.ts";
import { type PublicTable, tableView } from "./table-view.ts";
import { seatThoseWaiting } from "./waiting-list.ts";

/** Poker at a cash table. */
export const poker: Game<
  TableConfig,
  TableState,
  TableCommand,
  TableEvent,
  PublicTableEvent,
  PublicTable,
  PrivateView
> = {
  name: "poker",
  schema: TABLE_SCHEMA,
  migrate,
  parseCommand,
  create: createTable,
  decide,
  evolve: evolveTable,
  publicView: tableView,
  privateView: playerView,
  keepsPrivateView: keepsPlayerView,
  players: (state) => state.seats.filter(({ bot }) => bot === undefined).map(({ player }) => player),
  publicEvent,
  deadline,
  expels,
  history,
  house: { turn: botTurn, choose: chooseCommand },
};

const OPERATOR = null;

type From = Input<TableCommand>["from"];
type Inputs = {
  readonly [Source in From]: (
    draft: Draft,
    input: Extract<Input<TableCommand>, { readonly from: Source }>,
  ) => Rejection | null;
};

const inputs: Inputs = {
  player: (draft, { player, isHost, command }) =>
    command.type === "deadlinePassed"
      ? refuse("not_for_players")
      : obeyPlayer(draft, { player, isHost }, command),
  clock: (draft, { command }) => {
    if (command.type === "deadlinePassed") passDeadline(draft, command.id);
    return null;
  },
  room: (draft, { notice }) => {
    heedRoom(draft, notice);
    return null;
  },
  operator: (draft, { order }) => obeyOperator(draft, order),
};

function decide(
  state: TableState,
  input: Input<TableCommand>,
  facts: Facts,
): Decision<TableEvent, TableState> {
  const draft = openDraft(state, facts);
  const take = inputs[input.from] as (draft: Draft, input: Input<TableCommand>) => Rejection | null;
  const rejection = take(draft, input);
  if (rejection === null) {
    tendBots(draft);
    if (draft.events.length > 0 && draft.state.phase !== "closed") promiseDecks(draft);
    seatThoseWaiting(draft);
  }
  const { events, states } = draft;
  return rejection === null ? { ok: true, events, states } : { ok: false, rejection };
}

// An order that changes nothing is fulfilled, but a closed table neither stands still nor goes on.
function obeyOperator(draft: Draft, order: "pause" | "resume" | "close"): Rejection | null {
  if (draft.state.phase === "closed") return order === "close" ? null : refuse("closed");
  if (order === "close") closeTable(draft, "operator");
  else if (order === "pause") pause(draft, OPERATOR);
  else resume(draft, OPERATOR);
  return null;
}
