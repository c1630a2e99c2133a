/** What an action in a room of six costs, as `npm run bench -- capacity` measures it. */
export interface Costs {
  /** What a web process, a worker and Redis use when nobody acts: sweeps, timers, looks for jobs. Cores. */
  readonly idleCores: { readonly web: number; readonly worker: number; readonly redis: number };
  /** CPU of a web process for an action, µs. */
  readonly webMicros: number;
  /** CPU of a worker for a message to 100ms, µs. */
  readonly messageMicros: number;
  /** CPU of Redis for an action with all its messages, µs. */
  readonly redisMicros: number;
  /** Calls to 100ms for an action. */
  readonly messagesAnAction: number;
}

/** What a room takes in Redis, KB, as `npm run bench -- memory` measures it. */
export interface RoomSizes {
  /** What the game needs while a hand is played. */
  readonly liveKb: number;
  /** Of one finished hand, and of one commit's events. */
  readonly handKb: number;
  readonly eventKb: number;
  /** Of the remembered answer to one command. */
  readonly answerKb: number;
}

/** How people play, and how much of each machine is used. */
export interface Assumptions {
  /** Actions of all six together. */
  readonly actionsARoomSecond: number;
  readonly handsKept: number;
  readonly eventsKept: number;
  readonly answersKeptSeconds: number;
  /** Of a core, on average: what is left is for peaks and for a process that is missing. */
  readonly busy: number;
  /** Of one Redis node. */
  readonly nodeGb: number;
  /** From a call of 100ms to its answer, and how many calls a worker makes at once. */
  readonly callMs: number;
  readonly lanes: number;
  readonly coreHourDollars: number;
  readonly gbHourDollars: number;
}

export interface Needs {
  readonly rooms: number;
  readonly actionsPerSecond: number;
  readonly callsPerSecond: number;
  readonly webs: number;
  readonly workers: number;
  readonly redisMasters: number;
  /** Of all masters, without their replicas. */
  readonly redisGb: number;
  /** Of processors and memory, each master with one replica. */
  readonly dollarsAMonth: number;
}

const HOURS_A_MONTH = 730;

/** What so many rooms with a hand in play need. */
export function needsOf(rooms: number, costs: Costs, sizes: RoomSizes, assumed: Assumptions): Needs {
  const actionsPerSecond = rooms * assumed.actionsARoomSecond;
  const callsPerSecond = actionsPerSecond * costs.messagesAnAction;
  // Each of them is idle besides, so there is less of it left.
  const processes = (micros: number, idle: number): number => micros / 1e6 / (assumed.busy - idle);
  const webs = Math.ceil(processes(actionsPerSecond * costs.webMicros, costs.idleCores.web));
  const lanes = (callsPerSecond * assumed.callMs) / 1000 / assumed.busy;
  const busyWorkers = processes(callsPerSecond * costs.messageMicros, costs.idleCores.worker);
  const workers = Math.ceil(Math.max(busyWorkers, lanes / assumed.lanes));
  const redisGb = (rooms * roomKb(sizes, assumed)) / 1e6;
  const busyMasters = processes(actionsPerSecond * costs.redisMicros, costs.idleCores.redis);
  const redisMasters = Math.ceil(Math.max(busyMasters, redisGb / (assumed.nodeGb * assumed.busy)));
  const dollarsAnHour =
    (webs + workers + 2 * redisMasters) * assumed.coreHourDollars +
    2 * (redisGb / assumed.busy) * assumed.gbHourDollars;
  return {
    rooms,
    actionsPerSecond,
    callsPerSecond,
    webs,
    workers,
    redisMasters,
    redisGb,
    dollarsAMonth: dollarsAnHour * HOURS_A_MONTH,
  };
}

/** A room that has been played in for hours. */
export function roomKb(
  { liveKb, handKb, eventKb, answerKb }: RoomSizes,
  { handsKept, eventsKept, answersKeptSeconds, actionsARoomSecond }: Assumptions,
): number {
  const answers = answersKeptSeconds * actionsARoomSecond;
  return liveKb + handsKept * handKb + eventsKept * eventKb + answers * answerKb;
}
