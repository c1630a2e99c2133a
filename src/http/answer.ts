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

export function sendPage(res: ServerResponse, status: number, text: string): void {
  send(res, status, { "content-type": "text/html; charset=utf-8" }, text);
}

/** After a form, too: the browser asks for the place with GET. */
export function sendRedirect(res: ServerResponse, location: string, headers?: Record<string, string>): void {
  send(res, 303, { location, ...headers }, "");
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
