import type { PlayerCommand } from "../table-command.ts";

interface Described<Type extends PlayerCommand["type"]> {
  readonly summary: string;
  readonly example: Omit<Extract<PlayerCommand, { type: Type }>, "player"> & { readonly player?: string };
}

/** One of each, for people to copy. */
export const commandExamples: { readonly [Type in PlayerCommand["type"]]: Described<Type> } = {
  act: { summary: "Plays the turn.", example: { type: "act", turn: "3-1", action: "raise", to: 12 } },
  preAct: {
    summary: "Plans the next turn of this betting round.",
    example: { type: "preAct", hand: 3, action: "checkFold" },
  },
  sit: { summary: "Takes a seat.", example: { type: "sit", seat: 4, buyIn: 200 } },
  enlist: { summary: "Waits for a seat at a full table.", example: { type: "enlist" } },
  unlist: { summary: "Waits no longer.", example: { type: "unlist" } },
  straddle: { summary: "Straddles whenever it is the player's to.", example: { type: "straddle", on: true } },
  stand: { summary: "Gives the seat up and cashes out.", example: { type: "stand" } },
  sitOut: { summary: "Keeps the seat without being dealt in.", example: { type: "sitOut" } },
  sitIn: { summary: "Is dealt in again.", example: { type: "sitIn", post: true } },
  topUp: { summary: "Adds chips.", example: { type: "topUp", chips: 100 } },
  show: { summary: "Shows cards to everybody.", example: { type: "show", cards: ["Ah"] } },
  rabbit: { summary: "Shows the board cards that would have come.", example: { type: "rabbit" } },
  chooseVariant: { summary: "Chooses the next game.", example: { type: "chooseVariant", variant: "plo" } },
  runTwice: { summary: "Agrees to a second board, or does not.", example: { type: "runTwice", agree: true } },
  start: { summary: "A host starts the game.", example: { type: "start" } },
  pause: { summary: "A host stops the clocks.", example: { type: "pause" } },
  resume: { summary: "A host lets the clocks run on.", example: { type: "resume" } },
  kick: { summary: "A host removes a player.", example: { type: "kick", player: "bob" } },
  setStack: {
    summary: "A host corrects a stack.",
    example: { type: "setStack", player: "bob", chips: 200 },
  },
  transferHost: {
    summary: "Makes somebody in the room the host.",
    example: { type: "transferHost", player: "bob" },
  },
  seed: {
    summary: "Gives a part of the shuffles to come.",
    example: { type: "seed", seed: "the cat sat on my keyboard: 8fhw2" },
  },
  addBot: {
    summary: "A host seats a bot of the house.",
    example: { type: "addBot", strength: "tight", name: "Ruth" },
  },
  removeBot: {
    summary: "A host sends a bot away.",
    example: { type: "removeBot", player: "house:bot-1" },
  },
  approve: { summary: "A host lets somebody sit who asked.", example: { type: "approve", player: "bob" } },
  refuse: { summary: "A host does not.", example: { type: "refuse", player: "bob" } },
  configure: {
    summary: "A host changes how the table is played.",
    example: { type: "configure", smallBlind: 2, bigBlind: 4, turnSeconds: 20 },
  },
};
