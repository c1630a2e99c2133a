import type { ServerResponse } from "node:http";
import type { Document } from "../game/game.ts";
import { note } from "./notes.ts";
import { type Problem, problemJson } from "./problem.ts";

/** Sends JSON that is written already. */
export function sendJson(res: ServerResponse, status: number, json: string): void {
  send(res, status, { "content-type": "application/json" }, json);
}

export function sendDocument(res: ServerResponse, { contentType, text }: Document): void {
  send(res, 200, { "content-type": contentType }, text);
}

export function sendProblem(res: ServerResponse, problem: Problem): void {
  note(res, { outcome: problem.code });
  const headers = { "content-type": "application/problem+json", ...problem.headers };
  send(res, problem.status, headers, problemJson(problem));
}

function send(res: ServerResponse, status: number, headers: Record<string, string>, json: string): void {
  res.writeHead(status, {
    ...headers,
    "content-length": Buffer.byteLength(json),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  res.end(json);
}
