/** In percent of the felt, the centre of what stands there. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface SeatPlace {
  readonly pod: Place;
  readonly bet: Place;
}

export type FeltShape = "portrait" | "landscape";

export const POT: Readonly<Record<FeltShape, Place>> = {
  portrait: { x: 50, y: 34 },
  landscape: { x: 50, y: 34.2 },
};

/** Where seats stand, clockwise from the bottom centre, which is the reader's own. */
export function seatPlaces(count: number, shape: FeltShape): readonly SeatPlace[] {
  return shape === "portrait" ? portraitPlaces(count) : landscapePlaces(count);
}

/** How far clockwise from the bottom a seat is drawn. */
export function placeOfSeat(seat: number, bottomSeat: number, count: number): number {
  return (((seat - bottomSeat) % count) + count) % count;
}

// A phone's felt leaves a band for the board at 36–51 %; rows of seats stand above and below it, so far apart that
// the cards that one seat shows end below the plate of the next.
const SIDE_ROWS: Readonly<Record<number, readonly number[]>> = {
  0: [],
  1: [27],
  2: [60.5, 27],
  3: [79, 60.5, 27],
};
const TOP_COLUMNS: Readonly<Record<number, readonly number[]>> = {
  0: [],
  1: [50],
  2: [30, 70],
  3: [14, 50, 86],
};
/** On each side and on top, by how many seats there are. */
const PORTRAIT_ROWS: Readonly<Record<number, readonly [side: number, top: number]>> = {
  2: [0, 1],
  3: [1, 0],
  4: [1, 1],
  5: [2, 0],
  6: [2, 1],
  7: [2, 2],
  8: [3, 1],
  9: [3, 2],
  10: [3, 3],
};
const SIDE_X = 13;
const SIDE_BET_Y: Readonly<Record<number, number>> = { 79: 70, 60.5: 59.5, 27: 28 };

function portraitPlaces(count: number): readonly SeatPlace[] {
  const [side, top] = PORTRAIT_ROWS[count] ?? [3, 3];
  const rows = SIDE_ROWS[side] ?? [];
  const left = rows.map((y) => ({ pod: { x: SIDE_X, y }, bet: { x: 34.5, y: SIDE_BET_Y[y] ?? y } }));
  const right = left
    .map(({ pod, bet }) => ({ pod: { x: 100 - pod.x, y: pod.y }, bet: { x: 100 - bet.x, y: bet.y } }))
    .reverse();
  const columns = TOP_COLUMNS[top] ?? [];
  const above = columns.map((x) => ({ pod: { x, y: 9 }, bet: { x: 50 + (x - 50) * 0.5, y: 20.5 } }));
  return [{ pod: { x: 50, y: 86.5 }, bet: { x: 50, y: 69.5 } }, ...left, ...above, ...right];
}

// A desktop's felt in its own units, so that seats keep equal distances along its edge.
const WIDE = { width: 1050, height: 620, radiusX: 452, radiusY: 236, centreY: 300 };
const BEND = 2 / 2.6;
const SAMPLES = 1440;

function landscapePlaces(count: number): readonly SeatPlace[] {
  const edge = Array.from({ length: SAMPLES + 1 }, (_, at) => edgePoint((at / SAMPLES) * 2 * Math.PI));
  let walked = 0;
  const lengths = edge.map((point, at) => (walked += distance(edge[at - 1] ?? point, point)));
  return Array.from({ length: count }, (_, place) => {
    const wanted = (walked * place) / count;
    const after = lengths.findIndex((length) => length >= wanted);
    const [from, to] = [edge[after - 1], edge[after]];
    if (to === undefined || from === undefined) return wideSeat(edgePoint(0), place === 0);
    const share = 1 - ((lengths[after] ?? 0) - wanted) / distance(from, to);
    return wideSeat({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, false);
  });
}

function wideSeat({ x, y }: Place, isBottom: boolean): SeatPlace {
  const pod = { x, y: isBottom ? y - 3 : y };
  const bet = { x: x * 0.66, y: isBottom ? y * 0.44 : y * 0.55 + 4 };
  return { pod: inPercent(pod), bet: inPercent(bet) };
}

function inPercent({ x, y }: Place): Place {
  return {
    x: 50 + (x / WIDE.width) * 100,
    y: ((WIDE.centreY + y) / WIDE.height) * 100,
  };
}

/** Clockwise from the bottom: to the left first. */
function edgePoint(angle: number): Place {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return {
    x: -WIDE.radiusX * Math.sign(sin) * Math.abs(sin) ** BEND,
    y: WIDE.radiusY * Math.sign(cos) * Math.abs(cos) ** BEND,
  };
}

function distance(from: Place, to: Place): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
