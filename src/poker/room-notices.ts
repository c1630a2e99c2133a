import type { PlayerId, Profile, RoomNotice } from "../game/game.ts";
import { closeTable } from "./close-table.ts";
import { type Draft, record, tableTime } from "./draft.ts";
import { dealIfWaiting } from "./hand-flow.ts";
import { leaveSeat } from "./leave-seat.ts";
import { seatAutomatically } from "./seat-commands.ts";
import { shownName } from "./shown-name.ts";
import { type Person, personOf, seatOf } from "./table-state.ts";
import { isRunning } from "./tournament/tournament.ts";

export function heedRoom(draft: Draft, notice: RoomNotice): void {
  switch (notice.type) {
    case "playerJoined":
      welcome(draft, notice.player, notice.profile);
      return;
    case "playerChanged":
      if (personOf(draft.state, notice.player) !== null) takeProfile(draft, notice.player, notice.profile);
      return;
    case "playerLeft":
      missPerson(draft, notice.player);
      return;
    case "roomClosed":
      closeTable(draft, "room");
  }
}

function welcome(draft: Draft, player: PlayerId, profile: Profile): void {
  if (personOf(draft.state, player) !== null) {
    takeProfile(draft, player, profile);
    return;
  }
  if (draft.state.phase === "closed") record(draft, { type: "TableReopened" });
  record(draft, { type: "PersonArrived", player, profile: shortened(profile, player) });
  followRole(draft, player, null);
}

function takeProfile(draft: Draft, player: PlayerId, profile: Profile): void {
  const before = personOf(draft.state, player);
  const after = shortened(profile, player);
  const isSame =
    before?.name === after.name && before.mayPlay === after.mayPlay && before.isHost === after.isHost;
  if (isSame) return;
  record(draft, { type: "PersonChanged", player, profile: after });
  followRole(draft, player, before);
}

function missPerson(draft: Draft, player: PlayerId): void {
  if (personOf(draft.state, player) === null) return;
  record(draft, { type: "PersonGone", player, atMs: tableTime(draft) });
  if (draft.state.host === player) nameHost(draft);
}

// Somebody who comes, or whose role changed: the host's office, the seat, and perhaps a hand follow.
function followRole(draft: Draft, player: PlayerId, before: Person | null): void {
  const { host } = draft.state;
  const seat = seatOf(draft.state, player);
  const mayPlay = personOf(draft.state, player)?.mayPlay ?? false;
  const lostOffice = host === player && before?.isHost === true;
  if (host === null || lostOffice || personOf(draft.state, host) === null) nameHost(draft);
  if (seat !== null && !mayPlay) leaveSeat(draft, seat, { because: "role", by: null });
  if (before === null && isRunning(draft.state)) playAgain(draft, player);
  if (before?.mayPlay !== true) seatAutomatically(draft, player);
  dealIfWaiting(draft);
}

// A tournament that played without somebody waits for them again.
function playAgain(draft: Draft, player: PlayerId): void {
  const seat = seatOf(draft.state, player);
  if (seat === null || (!seat.sittingOut && seat.pending?.sitOut == null)) return;
  record(draft, { type: "PlayerSatIn", seat: seat.seat, player, posts: false });
}

// Of those with a host's role who are here, the first to come; without one things stay as they are.
function nameHost(draft: Draft): void {
  const host = draft.state.people.find((person) => person.isHost);
  if (host !== undefined && host.player !== draft.state.host)
    record(draft, { type: "HostNamed", player: host.player, by: null });
}

function shortened({ name, mayPlay, isHost }: Profile, player: PlayerId): Profile {
  return { name: shownName(name) || shownName(player), mayPlay, isHost };
}
