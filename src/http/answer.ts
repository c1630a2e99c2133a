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
  sendMeasured(res, 200, ["content-type", "application/json", "content-length", String(bytes)], json);
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
  sendMeasured(res, status, [...headers, "content-length", String(Buffer.byteLength(text))], text);
}

function sendMeasured(res: ServerResponse, status: number, headers: string[], text: string): void {
  headers.push("cache-control", "no-store", "x-content-type-options", "nosniff");
  res.writeHead(status, headers);
  res.end(text);
}
