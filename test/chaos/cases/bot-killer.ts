import type { BotStrength } from "../../../src/poker/bots/bot-strength.ts";
import type { PublicTable } from "../../../src/poker/table-view.ts";
import type { Stage } from "../chaos-case.ts";
import { until } from "../check.ts";
import type { CroupierProcess } from "../croupier-process.ts";
import type { House } from "../house.ts";
import { isChange, isCommit, type RedisCommand, startRedisProxy } from "../redis-proxy.ts";

/** Of a bot's turn: a worker took it up, its command is on the way to Redis, Redis has just carried it out. */
export type Moment = "takenUp" | "onItsWay" | "committed";

export interface Aim {
  readonly moment: Moment;
  readonly strength: BotStrength;
}

export interface Strike extends Aim {
  readonly roomId: string;
  readonly turn: string;
  readonly player: string;
  readonly atMs: number;
}

export interface BotKiller {
  /** Kills the worker that comes to that moment first, and starts it anew; resolves when it has died. */
  strike(aim: Aim): Promise<Strike>;
  /** Resolves when both workers are there again. */
  revived(): Promise<void>;
}

const AIMS_WITHIN_MS = 20_000;

/** Two workers, of which the one that moves for a bot can be killed (-9) in the bot's turn. */
export async function createBotKiller(stage: Stage, house: House): Promise<BotKiller> {
  let aim: Aim | null = null;
  let struck: Strike | null = null;
  let revival: Promise<unknown> = Promise.resolve();

  const hits = (moment: Moment, turn: BotTurn | null): boolean => {
    if (aim?.moment !== moment || turn?.strength !== aim.strength) return false;
    aim = null;
    struck = { ...turn, moment, atMs: Date.now() };
    return true;
  };
  for (const name of ["worker-1", "worker-2"]) {
    const proxy = await startRedisProxy(house.redis.port);
    stage.onEnd(() => proxy.stop());
    const start = () => house.start(name, { role: "worker", redisUrl: proxy.url });
    let worker: CroupierProcess = await start();
    const cutIf = (isHit: boolean): "cut" | "pass" => {
      if (!isHit) return "pass";
      worker.signal("SIGKILL");
      revival = worker.kill().then(async () => void (worker = await start()));
      return "cut";
    };
    proxy.hook({
      onCommand: (command) => cutIf(hits("onItsWay", playedBy(house, command))),
      onReply: (command, reply) =>
        cutIf(
          hits("takenUp", takenUpBy(house, command, reply)) ||
            (isChange(command, reply) && hits("committed", playedBy(house, command))),
        ),
    });
  }
  return {
    async strike(next) {
      struck = null;
      aim = next;
      await until(() => struck !== null, AIMS_WITHIN_MS, `no ${next.strength} bot's turn was ${next.moment}`);
      return struck as unknown as Strike;
    },
    revived: async () => void (await revival),
  };
}

type BotTurn = Pick<Strike, "roomId" | "turn" | "player" | "strength">;

/** As the newest table tells it. */
function botTurnIn(house: House, roomId: string): BotTurn | null {
  const player = house.players.find((one) => one.roomId === roomId);
  const table = player && (house.deliveries.newest(player.peer().peerId).table as PublicTable | null);
  const seat = table?.seats.find((one) => one.player === table.turn?.player);
  if (table?.turn == null || seat?.strength === undefined) return null;
  return { roomId, turn: table.turn.id, player: seat.player, strength: seat.strength };
}

/** The turn that this commit plays for a bot: it is remembered under the turn's name. */
function playedBy(house: House, command: RedisCommand): BotTurn | null {
  if (!isCommit(command)) return null;
  const keys = Number(command.parts[2]);
  const id = /:seen:house-(\d+-\d+)-\d+$/.exec(command.parts[2 + 8] ?? "")?.[1];
  const turn = botTurnIn(house, command.parts[2 + keys + 3] ?? "");
  return turn?.turn === id ? turn : null;
}

/** A bot's turn that this look at the due rooms handed to the worker. */
function takenUpBy(house: House, { name, parts }: RedisCommand, reply: string): BotTurn | null {
  if (name !== "EVALSHA" || parts[3]?.endsWith(":due") !== true) return null;
  const rooms = [...new Set(house.players.map(({ roomId }) => roomId))];
  const roomId = rooms.find((one) => reply.includes(`\r\n${one}\r\n`));
  return roomId === undefined ? null : botTurnIn(house, roomId);
}
