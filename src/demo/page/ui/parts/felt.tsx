import { type ReactNode, useMemo, useRef } from "react";
import type { FollowedClock } from "../model/countdown.ts";
import type { Anchor } from "../model/flights.ts";
import {
  type FeltShape,
  type Place,
  POT,
  placeOfSeat,
  type SeatPlace,
  seatPlaces,
} from "../model/seat-places.ts";
import { type SeatView } from "../model/seat-words.ts";
import type { Chapter } from "../model/story.ts";
import { holeCardCount, stakesText, VARIANT_WORDS } from "../model/variant-words.ts";
import { type Scene, useScene } from "../scene.ts";
import { Board } from "./board.tsx";
import { Chips } from "./chips.tsx";
import { useFeltShape } from "./felt-shape.ts";
import { FlyingChips } from "./flying-chips.tsx";
import { Pots } from "./pots.tsx";
import { at, Seat, type SeatCards } from "./seat.tsx";
import { useOwnHand } from "./use-own-hand.ts";

export interface FeltProps {
  readonly chapter: Chapter;
  readonly seq: number;
  readonly clock: FollowedClock | null;
  /** The seat whose turn it is. */
  readonly toAct: number | null;
  /** By seat: what was done last. */
  readonly actions: ReadonlyMap<number, string>;
  readonly seatMedia: (player: string) => ReactNode;
  /** Asks for the buy-in; null when the reader may not sit. */
  readonly onTakeSeat: ((seat: number) => void) | null;
}

export function Felt(props: FeltProps) {
  const scene = useScene();
  const { table } = scene;
  const ref = useRef<HTMLDivElement>(null);
  const shape = useFeltShape(ref);
  const { chapter, seq } = props;
  const count = table.config.seats;
  const ownSeat = scene.you?.seat ?? 1;
  const places = useMemo(() => placesOf(count, ownSeat, shape), [count, ownSeat, shape]);
  const placeOf = (anchor: Anchor): Place => {
    if (anchor === "pot") return POT[shape];
    if ("bet" in anchor) return places.get(anchor.bet)?.bet ?? POT[shape];
    return places.get(anchor.stack)?.pod ?? POT[shape];
  };
  return (
    <section className="felt" data-shape={shape} ref={ref} aria-label="Table">
      <div className="felt-cloth" aria-hidden="true" />
      <FeltMiddle shape={shape} />
      <Seats {...props} places={places} />
      {table.seats.map(({ seat, bet }) => {
        const place = places.get(seat);
        if (bet === 0 || place === undefined) return null;
        return (
          <span key={seat} className="bet" style={at(place.bet)} aria-hidden="true">
            <Chips chips={bet} bigBlind={table.config.bigBlind} />
          </span>
        );
      })}
      <FlyingChips chapter={chapter} seq={seq} placeOf={placeOf} />
    </section>
  );
}

function FeltMiddle({ shape }: { readonly shape: FeltShape }) {
  const { table } = useScene();
  const { hand, status } = table;
  return (
    <>
      {hand === null ? (
        <p className="felt-mark">
          <span>{VARIANT_WORDS[table.config.variant]}</span>
          <span>{stakesText(table.config)}</span>
        </p>
      ) : (
        <Board hand={hand} />
      )}
      <Pots shape={shape} />
      {status === "paused" && <p className="felt-status">Paused by the host</p>}
      {status === "waiting" && hand === null && <p className="felt-status">Waiting for players</p>}
      {status === "closed" && <p className="felt-status">The table is closed</p>}
    </>
  );
}

function Seats(props: FeltProps & { readonly places: ReadonlyMap<number, SeatPlace> }) {
  const scene = useScene();
  const { table, me } = scene;
  const ownHand = useOwnHand();
  const { places, clock, toAct, actions, seatMedia, onTakeSeat } = props;
  const isOver = table.hand?.results != null;
  return (
    <ul className="seats" aria-label="Seats">
      {[...places].map(([no, { pod }]) => {
        const seat = table.seats.find((one) => one.seat === no);
        if (seat === undefined) return <EmptySeat key={no} no={no} place={pod} onTake={onTakeSeat} />;
        const won = table.hand?.results?.find((result) => result.player === seat.player)?.chips ?? 0;
        return (
          <Seat
            key={no}
            seat={seat}
            place={pod}
            isMe={seat.player === me}
            isButton={table.hand?.button === no}
            isHost={table.host === seat.player}
            isTurn={toAct === no}
            clock={toAct === no ? clock : null}
            action={isOver || toAct === no ? null : (actions.get(no) ?? null)}
            won={won > 0 ? won : null}
            ownHand={seat.player === me ? ownHand : null}
            cards={cardsAt(scene, seat)}
            media={seatMedia(seat.player)}
          />
        );
      })}
    </ul>
  );
}

interface EmptySeatProps {
  readonly no: number;
  readonly place: Place;
  readonly onTake: ((seat: number) => void) | null;
}

function EmptySeat({ no, place, onTake }: EmptySeatProps) {
  return (
    <li className="seat seat-empty" style={at(place)} aria-label={`Seat ${no}: empty`}>
      {onTake !== null && (
        <button
          type="button"
          className="seat-take"
          onClick={() => onTake(no)}
          aria-label={`Sit in seat ${no}`}
        >
          Sit
        </button>
      )}
    </li>
  );
}

/** By seat number, the reader's own at the bottom. */
function placesOf(count: number, ownSeat: number, shape: FeltShape): ReadonlyMap<number, SeatPlace> {
  const places = seatPlaces(count, shape);
  const seats = Array.from({ length: count }, (_, index) => index + 1);
  return new Map(
    seats.flatMap((seat) => {
      const place = places[placeOfSeat(seat, ownSeat, count)];
      return place === undefined ? [] : [[seat, place] as const];
    }),
  );
}

function cardsAt({ table, you, me }: Scene, { player, seat, status, cards }: SeatView): SeatCards {
  const order = seat * 2;
  const isDealt = table.hand !== null && (status === "in" || status === "folded" || status === "allIn");
  if (player === me && you !== null && isDealt) return { faces: you.cards, backs: 0, order };
  const shown = cards ?? [];
  const isHidden = table.hand?.results === null && (status === "in" || status === "allIn");
  const all = isHidden ? holeCardCount(table.config.variant) : shown.length;
  return { faces: shown, backs: Math.max(0, all - shown.length), order };
}
