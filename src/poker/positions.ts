import { isBombPotNext } from "./bomb-pot.ts";
import { clockwiseAfter, isBetween } from "./clockwise.ts";
import type { Seat } from "./hand-event.ts";
import { type Missed, missedBlinds } from "./missed-blinds.ts";
import { isReady, owesBlinds } from "./seating.ts";
import { optionsOf } from "./table-options.ts";
import type { Positions, TableSeat, TableState } from "./table-state.ts";
import { isRunning } from "./tournament/tournament.ts";
import { variants } from "./variant.ts";

/** Who plays the next hand from where. */
export interface NextPositions {
  readonly positions: Positions;
  /** Clockwise from the button's left; the button, when it plays, is last. */
  readonly dealtIn: readonly Seat[];
  /** Of those, the ones who pay what they owe to play now. */
  readonly posting: readonly Seat[];
  readonly missed: readonly Missed[];
  /** Of those dealt in: a bomb pot has no blinds to post. */
  readonly stillOwing?: readonly Seat[];
}

/** Button and blinds of the next hand. At least two players have to be ready. */
export function nextPositions(state: TableState): NextPositions {
  const ready = state.seats.filter((seat) => isReady(state, seat));
  const { positions: last, phase } = state;
  if (variants[state.config.variant].deck === "short") return moveButton(ready, last);
  if ((phase === "waiting" && !isRunning(state)) || last === null || last.bigBlind === null)
    return startAnew(state, ready);
  const move = optionsOf(state.config).movingButton ? moveAll : moveBlinds;
  const next = move(state, ready, { ...last, bigBlind: last.bigBlind });
  return isBombPotNext(state) ? withoutBlinds(state, next) : next;
}

// Nobody posts a blind in a bomb pot, so nobody misses one, and what was owed still is: but by who waited for the big
// blind and has it now.
function withoutBlinds({ seats }: TableState, next: NextPositions): NextPositions {
  const { positions, dealtIn } = next;
  const stillOwing = seats
    .filter((seat) => owesBlinds(seat) && dealtIn.includes(seat.seat) && seat.seat !== positions.bigBlind)
    .map(seatNumber);
  return { positions, dealtIn, posting: [], missed: [], ...(stillOwing.length > 0 && { stillOwing }) };
}

// Short deck has no blinds to miss: the button moves to the next player and everybody plays.
function moveButton(ready: readonly TableSeat[], last: Positions | null): NextPositions {
  const dealtIn = clockwiseAfter(last?.button ?? 0, ready.map(seatNumber));
  const button = dealtIn[0] ?? 0;
  return {
    positions: { button, smallBlind: null, bigBlind: null },
    dealtIn: clockwiseAfter(button, dealtIn),
    posting: [],
    missed: [],
  };
}

// Everybody who is ready plays without posting.
function startAnew(state: TableState, ready: readonly TableSeat[]): NextPositions {
  const [next = 0, second = 0] = clockwiseAfter(state.positions?.button ?? 0, ready.map(seatNumber));
  const usual = positionsFrom(next, ready);
  // TDA 34-B: nobody has the big blind twice running.
  const hadItLast = state.positions !== null && usual.bigBlind === state.positions.bigBlind;
  const positions = hadItLast ? positionsFrom(second, ready) : usual;
  const dealtIn = clockwiseAfter(positions.button, ready.map(seatNumber));
  const passing = { dealtIn, positions, passedFrom: positions.button };
  const missed = isBombPotNext(state) ? [] : missedBlinds(state, passing);
  return { positions, dealtIn, posting: [], missed };
}

// TDA 34-B: heads-up the button has the small blind.
function positionsFrom(button: Seat, ready: readonly TableSeat[]): Positions {
  const left = clockwiseAfter(button, ready.map(seatNumber));
  const [smallBlind = null, bigBlind = null] = left.length === 2 ? [button, left[0]] : left;
  return { button, smallBlind, bigBlind };
}

// TDA 32, W 155: the big blind moves on, the small blind and the button follow where it was, dead if need be.
function moveBlinds(
  state: TableState,
  ready: readonly TableSeat[],
  last: Positions & { readonly bigBlind: Seat },
): NextPositions {
  const bigBlind = clockwiseAfter(last.bigBlind, ready.map(seatNumber))[0] ?? last.bigBlind;
  const { playing, willing } = whoPlays(ready, bigBlind);
  // Two need a third player for the button, also one who posts.
  const around = clockwiseAfter(last.bigBlind, playing.length > 2 ? playing : [...playing, ...willing]);
  if (around.length === 2) return headsUp(state, around, last.bigBlind);
  const positions = { button: nextButton(around, last), smallBlind: last.bigBlind, bigBlind };
  return dealAround(state, positions, { playing, willing }, last.bigBlind);
}

// Nobody posts between button and big blind.
function dealAround(
  state: TableState,
  positions: Positions & { readonly bigBlind: Seat },
  { playing, willing }: Players,
  passedFrom: Seat,
): NextPositions {
  const { button, bigBlind } = positions;
  const posting = willing.filter((seat) => !isBetween(button, seat, bigBlind));
  const dealtIn = clockwiseAfter(button, [...playing, ...posting]);
  return { positions, dealtIn, posting, missed: missedBlinds(state, { dealtIn, positions, passedFrom }) };
}

interface Players {
  readonly playing: readonly Seat[];
  /** Would post what they owe. */
  readonly willing: readonly Seat[];
}

// Who owes nothing plays, and whoever waited for the big blind when it comes to them. Where there are not three of those
// a newcomer is simply dealt in, but not who missed blinds (W 160). With nobody else to play with all begin anew.
function whoPlays(ready: readonly TableSeat[], bigBlind: Seat): Players {
  const isShort = ready.filter((seat) => !owesBlinds(seat)).length <= 2;
  const isFree = ({ seat, owes }: TableSeat) =>
    owes === "none" || seat === bigBlind || (isShort && owes === "big");
  const playing = ready.filter(isFree).map(seatNumber);
  const willing = ready.filter((seat) => seat.posts && !isFree(seat)).map(seatNumber);
  return playing.length >= 2 ? { playing, willing } : { playing: ready.map(seatNumber), willing: [] };
}

// Button and blinds are always players: the button the next one, the blinds those after it.
function moveAll(
  state: TableState,
  ready: readonly TableSeat[],
  last: Positions & { readonly bigBlind: Seat },
): NextPositions {
  const regulars = clockwiseAfter(last.button, ready.filter((seat) => !owesBlinds(seat)).map(seatNumber));
  const [first = 0, second = 0, third = 0] = regulars;
  if (regulars.length <= 2) return moveShort(state, ready, last);
  const nextReady = (seat: Seat) => clockwiseAfter(seat, ready.map(seatNumber))[0] ?? seat;
  // Who came back between the last button and its blinds is passed over: nobody has the big blind twice running.
  const [button, smallBlind] = nextReady(second) === last.bigBlind ? [second, third] : [first, second];
  const bigBlind = nextReady(smallBlind);
  return dealAround(state, { button, smallBlind, bigBlind }, whoPlays(ready, bigBlind), last.bigBlind);
}

// Where too few owe nothing the big blind moves on, and small blind and button are the players before it.
function moveShort(
  state: TableState,
  ready: readonly TableSeat[],
  last: Positions & { readonly bigBlind: Seat },
): NextPositions {
  const bigBlind = clockwiseAfter(last.bigBlind, ready.map(seatNumber))[0] ?? last.bigBlind;
  const { playing, willing } = whoPlays(ready, bigBlind);
  const smallBlind = clockwiseAfter(bigBlind, playing).at(-2) ?? bigBlind;
  const others = clockwiseAfter(bigBlind, [...playing, ...willing]);
  const button = others.filter((seat) => isBetween(bigBlind, seat, smallBlind)).at(-1);
  if (button === undefined) return headsUp(state, [bigBlind, smallBlind], last.bigBlind);
  return dealAround(state, { button, smallBlind, bigBlind }, { playing, willing }, last.bigBlind);
}

// The big blind goes to the next player, so nobody has it twice running; the other one has button and small blind.
function headsUp(state: TableState, playing: readonly Seat[], passedFrom: Seat): NextPositions {
  const [bigBlind = 0, button = 0] = playing;
  const positions = { button, smallBlind: button, bigBlind };
  const dealtIn = [bigBlind, button];
  return { positions, dealtIn, posting: [], missed: missedBlinds(state, { dealtIn, positions, passedFrom }) };
}

// The button goes where the small blind was, unless somebody would then sit between button and small blind.
function nextButton(playing: readonly Seat[], last: Positions & { readonly bigBlind: Seat }): Seat {
  const others = playing.filter((seat) => seat !== last.bigBlind);
  const bigBlind = others[0] ?? last.bigBlind;
  const button = last.smallBlind ?? last.button;
  const isInOrder = isBetween(bigBlind, button, last.bigBlind);
  const isFree = !others.some((seat) => isBetween(button, seat, last.bigBlind));
  return isInOrder && isFree ? button : (others.at(-1) ?? button);
}

function seatNumber(seat: TableSeat): Seat {
  return seat.seat;
}
