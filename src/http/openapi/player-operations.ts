import type { GameDescription } from "../../game/description.ts";
import type { ApiParts } from "./api-parts.ts";
import { anyGame, ref, requestSchema } from "./game-schemas.ts";
import { json, type Operation, text } from "./operation.ts";

const ADMISSION = ["unauthorized", "wrong_room", "unknown_room", "rate_limited", "room_busy", "unavailable"];
const BODY = ["malformed", "too_large", "unsupported_media_type"];
const RECORDS = [...ADMISSION, "not_in_room"];

const player = { tag: "Players", caller: "player" } as const;
const history = { method: "get", tag: "History", caller: "player" } as const;

export function playerOperations({ games }: ApiParts): readonly Operation[] {
  const commands = games.flatMap((game) => game.commands.map((command) => ({ game: game.name, ...command })));
  const exampleName = ({ game, type }: { game: string; type: string }) =>
    games.length === 1 ? type : `${game} ${type}`;
  return [
    {
      ...player,
      id: "getTable",
      method: "get",
      path: "/v1/rooms/{roomId}/table",
      summary: "The table as this person may see it.",
      answers: [json(200, "The table.", ref("TableAnswer"))],
      problems: ADMISSION,
    },
    {
      ...player,
      id: "sendCommand",
      method: "post",
      path: "/v1/rooms/{roomId}/commands",
      summary: "Plays, sits, or runs the table.",
      description: "The same `id` again within five minutes gives the same answer and has no second effect.",
      body: {
        schema: { anyOf: commands.map(requestSchema) },
        examples: Object.fromEntries(
          commands.map((command, at) => {
            const id = `0b8f3c52-5a8f-4a57-9f0e-0c7c7d7e${String(1000 + at)}`;
            return [exampleName(command), { summary: command.summary, value: { id, ...command.example } }];
          }),
        ),
      },
      answers: [json(200, "The table after the command.", ref("TableAnswer"))],
      problems: [
        ...BODY,
        ...RECORDS,
        "id_taken",
        ...games.flatMap(({ refusals }) => refusals.map(({ reason }) => reason)),
      ],
    },
    ...historyOperations(games),
    ...fairnessOperations(games),
  ];
}

function historyOperations(games: readonly GameDescription[]): readonly Operation[] {
  const hand = anyGame(games, "hand");
  const replay = anyGame(games, "replay");
  const ledger = anyGame(games, "ledger");
  return [
    {
      ...history,
      id: "listHands",
      path: "/v1/rooms/{roomId}/hands",
      summary: "Finished hands, newest first, twenty a page.",
      query: [
        {
          name: "before",
          description: "Hands with smaller numbers: `before` of the page before.",
          schema: { type: "integer", minimum: 1 },
        },
      ],
      answers: [json(200, "A page.", ref("HandList"))],
      problems: [...RECORDS, "malformed"],
    },
    {
      ...history,
      id: "getHand",
      path: "/v1/rooms/{roomId}/hands/{hand}",
      summary: "One finished hand: `7` as JSON, `7.phh` as PHH, `7.txt` as text.",
      answers: [
        ...(hand === null
          ? []
          : [json(200, "The hand, its reader's cards and those that were shown.", hand)]),
        text("text/plain; charset=utf-8", "PHH or text."),
      ],
      problems: [...RECORDS, "unknown_hand"],
    },
    {
      ...history,
      id: "replayHand",
      path: "/v1/rooms/{roomId}/hands/{hand}/replay",
      summary: "One finished hand with the table after every public event.",
      answers: replay === null ? [] : [json(200, "The hand, step by step.", replay)],
      problems: [...RECORDS, "unknown_hand"],
    },
    {
      ...history,
      id: "getLedger",
      path: "/v1/rooms/{roomId}/ledger",
      summary: "Who brought, took and has how many chips, and who pays whom.",
      answers: ledger === null ? [] : [json(200, "The ledger.", ledger)],
      problems: [...RECORDS, "unknown_ledger"],
    },
    {
      ...history,
      id: "getLedgerCsv",
      path: "/v1/rooms/{roomId}/ledger.csv",
      summary: "The entries of the ledger.",
      answers: [text("text/csv; charset=utf-8; header=present", "One entry a line, under a header.")],
      problems: [...RECORDS, "unknown_ledger"],
    },
  ];
}

function fairnessOperations(games: readonly GameDescription[]): readonly Operation[] {
  const proof = anyGame(games, "proof");
  const audit = anyGame(games, "audit");
  return [
    {
      ...history,
      id: "proveHand",
      path: "/v1/rooms/{roomId}/hands/{hand}/proof",
      summary: "That the cards which its reader knows of a finished hand were where they were before it.",
      answers: proof === null ? [] : [json(200, "The openings of those cards.", proof)],
      problems: [...RECORDS, "unknown_hand"],
    },
    {
      ...history,
      id: "auditSession",
      path: "/v1/rooms/{roomId}/audit",
      summary: "The last session that is over, with the secret of its decks.",
      answers: audit === null ? [] : [json(200, "For `npm run verify`.", audit)],
      problems: [...ADMISSION, "no_audit"],
    },
  ];
}
