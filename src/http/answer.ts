import type { ServerResponse } from "node:http";
import type { Document } from "../game/game.ts";
import { note } from "./notes.ts";
import { type Problem, problemJson } from "./problem.ts";

/** Sends JSON that is written already. */
export function sendJson(res: ServerResponse, status: number, json: string): void {
  send(res, status, ["content-type", "application/json"], json);
}

/** The same, of which it is known what it takes as UTF-8. */
export function sendMeasuredJson(
  res: ServerResponse,
  { json, bytes }: { readonly json: string; readonly bytes: number },
): void {
  sendMeasured(res, 200, { headers: ["content-type", "application/json"], text: json, bytes });
}

export function sendDocument(res: ServerResponse, { contentType, text }: Document): void {
  send(res, 200, ["content-type", contentType], text);
}

export function sendPage(res: ServerResponse, status: number, text: string): void {
  send(res, status, ["content-type", "text/html; charset=utf-8"], text);
}

/** After a form, too: the browser asks for the place with GET. */
export function sendRedirect(res: ServerResponse, location: string, headers?: Record<string, string>): void {
  send(res, 303, ["location", location, ...flat(headers)], "");
}

export function sendProblem(res: ServerResponse, problem: Problem): void {
  note(res, { outcome: problem.code });
  const headers = ["content-type", "application/problem+json", ...flat(problem.headers)];
  send(res, problem.status, headers, problemJson(problem));
}

function flat(headers: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(headers).flat();
}

function send(res: ServerResponse, status: number, headers: readonly string[], text: string): void {
  sendMeasured(res, status, { headers: [...headers], text, bytes: Buffer.byteLength(text) });
}

interface Content {
  /** Names and values in turn. */
  readonly headers: string[];
  readonly text: string;
  readonly bytes: number;
}

function sendMeasured(res: ServerResponse, status: number, { headers, text, bytes }: Content): void {
  headers.push("content-length", String(bytes), "cache-control", "no-store");
  headers.push("x-content-type-options", "nosniff");
  res.writeHead(status, headers);
  // A text of as many bytes as characters is ASCII, which is copied instead of being encoded.
  res.end(text, bytes === text.length ? "latin1" : "utf8");
}
