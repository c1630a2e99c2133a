import type { HostOption, Settings } from "./host-option.ts";
import { VARIANT_WORDS } from "./variant-words.ts";

export interface HostOptionGroup {
  readonly title: string;
  /** How it is now, in a few words. */
  readonly now: (settings: Settings) => string;
  readonly options: readonly HostOption[];
}

const CHIPS = { kind: "number", min: 1, max: 1_000_000_000 } as const;
const SOME_CHIPS = { ...CHIPS, min: 0 } as const;
const SECONDS = { kind: "number", min: 0, max: 86_400, isFraction: true } as const;
const SWITCH = { kind: "switch" } as const;

/** Everything that a host may configure. */
export const HOST_OPTIONS: readonly HostOptionGroup[] = [
  {
    title: "Game and blinds",
    now: ({ variant, smallBlind, bigBlind }) =>
      `${VARIANT_WORDS[variant as keyof typeof VARIANT_WORDS]}, ${smallBlind}/${bigBlind}`,
    options: [
      { kind: "choice", name: "variant", label: "Game", choices: Object.entries(VARIANT_WORDS) },
      { ...CHIPS, name: "smallBlind", label: "Small blind" },
      { ...CHIPS, name: "bigBlind", label: "Big blind" },
      { ...SOME_CHIPS, name: "ante", label: "Ante" },
      {
        kind: "choice",
        name: "anteType",
        label: "Ante from",
        choices: [
          ["each", "Each player"],
          ["bigBlind", "The big blind"],
        ],
      },
    ],
  },
  {
    title: "Seats and start",
    now: ({ seats, autoStart, minPlayers }) =>
      `${seats} seats, ${autoStart === true ? `dealt from ${minPlayers} players on` : "a host deals"}`,
    options: [
      { kind: "number", name: "seats", label: "Seats", min: 2, max: 10 },
      { ...SWITCH, name: "autoSeat", label: "Seat whoever joins the room" },
      { ...SWITCH, name: "approveSeats", label: "A host approves seats" },
      { ...SWITCH, name: "autoStart", label: "Deal without being asked" },
      { kind: "number", name: "minPlayers", label: "Least players to deal", min: 2, max: 10 },
      { ...SECONDS, name: "awaySeatSeconds", label: "Seat kept when away", hint: "Seconds, outside a hand." },
    ],
  },
  {
    title: "Buying in",
    now: ({ buyIn, buyInMin, buyInMax }) => `${buyInMin} to ${buyInMax}, usually ${buyIn}`,
    options: [
      { ...CHIPS, name: "buyIn", label: "Usual buy-in", hint: "In a sit and go everybody’s." },
      { ...CHIPS, name: "buyInMin", label: "Least buy-in" },
      { ...CHIPS, name: "buyInMax", label: "Largest buy-in" },
    ],
  },
  {
    title: "Clocks, in seconds",
    now: ({ turnSeconds, timeBankSeconds }) => `${turnSeconds} a turn, ${timeBankSeconds} in the bank`,
    options: [
      { ...SECONDS, min: 0.1, name: "turnSeconds", label: "Turn" },
      { ...SECONDS, name: "timeBankSeconds", label: "Time bank" },
      { ...SECONDS, name: "timeBankRefillSeconds", label: "Time bank refill", hint: "0: none comes back." },
      { kind: "number", name: "timeBankRefillHands", label: "Refill every … hands", min: 1, max: 1000 },
      { ...SECONDS, name: "nextHandSeconds", label: "Between hands" },
      { ...SECONDS, name: "botSeconds", label: "A bot thinks at most" },
    ],
  },
  {
    title: "Rising blinds",
    now: ({ levelSeconds, levelHands }) => risingWords(Number(levelSeconds), Number(levelHands)),
    options: [
      {
        kind: "text",
        name: "levels",
        label: "Levels",
        placeholder: "as they are",
        hint: "Small/big or small/big/ante, with commas: 5/10, 10/20, 15/30/5. New ones begin with the first. None: in a sit and go the usual ones.",
      },
      { ...SECONDS, name: "levelSeconds", label: "Seconds a level", hint: "0: not by the clock." },
      {
        kind: "number",
        name: "levelHands",
        label: "Hands a level",
        min: 0,
        max: 1000,
        hint: "0: not by hands. Of both the first counts.",
      },
    ],
  },
  {
    title: "Sit and go",
    now: ({ mode }) => (mode === "sitAndGo" ? "tournaments, one after the other" : "off, a cash game"),
    options: [
      {
        kind: "choice",
        name: "mode",
        label: "The table plays",
        choices: [
          ["cash", "Cash games"],
          ["sitAndGo", "Sit and go"],
        ],
        hint: "Only while nobody sits. Buy-in and levels are those above.",
      },
      {
        kind: "text",
        name: "payouts",
        label: "Prizes",
        placeholder: "by players",
        hint: "Percents by place, together 100: 50,30,20. Empty: by the number of players.",
      },
    ],
  },
  {
    title: "Straddles and bomb pots",
    now: (settings) =>
      listed([
        settings["straddle"] !== "off" && "straddle",
        Number(settings["bombPotEvery"]) > 0 && `bomb pot every ${settings["bombPotEvery"]} hands`,
        Number(settings["sevenDeuce"]) > 0 && "seven-deuce",
        settings["dealersChoice"] === true && "dealer’s choice",
      ]),
    options: [
      {
        kind: "choice",
        name: "straddle",
        label: "Straddle",
        choices: [
          ["off", "Off"],
          ["utg", "Left of the big blind"],
          ["mississippi", "On the button"],
        ],
      },
      {
        kind: "number",
        name: "bombPotEvery",
        label: "Bomb pot every … hands",
        min: 0,
        max: 1000,
        hint: "0: never.",
      },
      { kind: "number", name: "bombPotBlinds", label: "Its ante, in big blinds", min: 1, max: 100 },
      {
        kind: "choice",
        name: "bombPotBoards",
        label: "Its boards",
        choices: [
          [1, "One"],
          [2, "Two"],
        ],
      },
      { ...SOME_CHIPS, name: "sevenDeuce", label: "Seven-deuce bounty", hint: "0: none." },
      { ...SWITCH, name: "dealersChoice", label: "Dealer’s choice" },
    ],
  },
  {
    title: "Showdown and button",
    now: (settings) =>
      listed([
        settings["runItTwice"] === true && "run it twice",
        settings["rabbitHunt"] === true && "rabbit hunt",
        settings["autoMuck"] === true ? "beaten hands mucked" : "everybody shows",
        settings["movingButton"] === true && "moving button",
      ]),
    options: [
      { ...SWITCH, name: "runItTwice", label: "Run it twice" },
      { ...SWITCH, name: "rabbitHunt", label: "Rabbit hunt" },
      { ...SWITCH, name: "autoMuck", label: "Muck beaten hands" },
      { ...SWITCH, name: "movingButton", label: "Moving button" },
    ],
  },
];

function risingWords(seconds: number, hands: number): string {
  const rhythm = listed([seconds > 0 && `every ${seconds} seconds`, hands > 0 && `every ${hands} hands`]);
  return rhythm === NOTHING ? "off; in a sit and go every 300 seconds" : rhythm;
}

const NOTHING = "none of them";

function listed(words: readonly (string | false)[]): string {
  const all = words.filter((one) => one !== false);
  return all.length === 0 ? NOTHING : all.join(", ");
}
