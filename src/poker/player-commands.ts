import type { PlayerId, Rejection } from "../game/game.ts";
import { act } from "./act.ts";
import { addBot, removeBot } from "./bots/bot-commands.ts";
import { chooseVariant } from "./dealers-choice.ts";
import type { Draft } from "./draft.ts";
import { giveSeed } from "./fair-deck/give-seed.ts";
import { kick, pause, reconfigure, resume, setStack, start, transferHost } from "./host-commands.ts";
import { preAct } from "./pre-act.ts";
import { huntRabbit } from "./rabbit.ts";
import { refuse } from "./refusal.ts";
import { runTwice } from "./run-twice.ts";
import { sit, sitIn, sitOut, stand, topUp } from "./seat-commands.ts";
import { approve, refuseSeat } from "./seat-requests.ts";
import { show } from "./show.ts";
import { straddle } from "./straddle.ts";
import type { CommandOf, PlayerCommand } from "./table-command.ts";
import { enlist, unlist } from "./waiting-list.ts";

/** `isHost`: by role; whom a host transferred the table to is one as well. */
export interface Asking {
  readonly player: PlayerId;
  readonly isHost: boolean;
}

type Obey<Command> = (draft: Draft, player: PlayerId, command: Command) => Rejection | null;

type Commands = {
  readonly [Type in PlayerCommand["type"]]: {
    readonly forHosts: boolean;
    readonly obey: Obey<CommandOf<Type>>;
  };
};

const commands: Commands = {
  act: { forHosts: false, obey: act },
  preAct: { forHosts: false, obey: preAct },
  sit: { forHosts: false, obey: sit },
  enlist: { forHosts: false, obey: enlist },
  unlist: { forHosts: false, obey: unlist },
  straddle: { forHosts: false, obey: straddle },
  stand: { forHosts: false, obey: stand },
  sitOut: { forHosts: false, obey: sitOut },
  sitIn: { forHosts: false, obey: sitIn },
  topUp: { forHosts: false, obey: topUp },
  show: { forHosts: false, obey: show },
  rabbit: { forHosts: false, obey: huntRabbit },
  runTwice: { forHosts: false, obey: runTwice },
  chooseVariant: { forHosts: false, obey: chooseVariant },
  start: { forHosts: true, obey: start },
  pause: { forHosts: true, obey: pause },
  resume: { forHosts: true, obey: resume },
  kick: { forHosts: true, obey: kick },
  setStack: { forHosts: true, obey: setStack },
  configure: { forHosts: true, obey: reconfigure },
  approve: { forHosts: true, obey: approve },
  refuse: { forHosts: true, obey: refuseSeat },
  seed: { forHosts: false, obey: giveSeed },
  addBot: { forHosts: true, obey: addBot },
  removeBot: { forHosts: true, obey: removeBot },
  transferHost: { forHosts: true, obey: transferHost },
};

export function obeyPlayer(draft: Draft, asking: Asking, command: PlayerCommand): Rejection | null {
  const { forHosts, obey } = commands[command.type];
  if (forHosts && !mayRunTable(draft, asking)) return refuse("not_host");
  if (draft.state.phase === "closed") return refuse("closed");
  return (obey as Obey<PlayerCommand>)(draft, asking.player, command);
}

function mayRunTable(draft: Draft, { player, isHost }: Asking): boolean {
  return isHost || draft.state.host === player;
}
