import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "@jest/globals";
import { createSessions } from "../../../src/http/operator/sessions.ts";

const HOUR_MS = 3_600_000;
let nowMs = 1_000_000;
const sessions = createSessions("the operator's token here", () => nowMs);
const bearing = (setCookie: string) =>
  ({ headers: { cookie: `other=1; ${setCookie.split(";")[0]}` } }) as IncomingMessage;

describe("an operator's session", () => {
  it("is one until its hour is over", () => {
    const request = bearing(sessions.open(false));
    expect(sessions.read(request)).not.toBeNull();
    nowMs += HOUR_MS - 1;
    expect(sessions.read(request)).not.toBeNull();
    nowMs += 1;
    expect(sessions.read(request)).toBeNull();
  });

  it("is none when a letter of it, or the operator's token, is another", () => {
    const cookie = sessions.open(false);
    const later = cookie.replace(/=(\d)/, (_, digit: string) => `=${(Number(digit) + 1) % 10}`);
    for (const other of [later, "croupier_operator=", "croupier_operator=a.b.c", "x=1"])
      expect(sessions.read(bearing(other))).toBeNull();
    const others = createSessions("another operator's token", () => nowMs);
    expect(others.read(bearing(cookie))).toBeNull();
  });

  it("has a token for forms of its own", () => {
    const [one, two] = [sessions.open(false), sessions.open(false)].map((cookie) =>
      sessions.read(bearing(cookie)),
    );
    expect(one?.isFormToken(one.formToken)).toBe(true);
    expect(one?.isFormToken(two?.formToken ?? "")).toBe(false);
    expect(one?.isFormToken("")).toBe(false);
  });

  it("goes to /admin of this site alone, unreadable for scripts, by HTTPS where the browser came by it", () => {
    for (const attribute of ["Path=/admin", "HttpOnly", "SameSite=Strict", "Max-Age=3600"])
      expect(sessions.open(true)).toContain(attribute);
    expect(sessions.open(true)).toMatch(/; Secure$/);
    expect(sessions.open(false)).not.toContain("Secure");
    expect(sessions.forget()).toContain("Max-Age=0");
  });
});
