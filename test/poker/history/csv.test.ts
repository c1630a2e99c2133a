import { describe, expect, it } from "@jest/globals";
import { csv } from "../../../src/poker/history/csv.ts";

const written = (text: string): string => csv(["x"], [[text]]).split("\r\n")[1] ?? "";

describe("a CSV file", () => {
  it("has a header, quoted texts, plain numbers and CRLF at the end of every line", () => {
    expect(csv(["no", "name", "chips"], [[1, "Ann", -200]])).toBe('no,name,chips\r\n1,"Ann",-200\r\n');
    expect(csv(["no"], [])).toBe("no\r\n");
  });

  it("doubles quotes and keeps letters of every kind", () => {
    expect(written('Zoë "Ace" 李')).toBe('"Zoë ""Ace"" 李"');
    expect(written("")).toBe('""');
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1", "'  =1"],
    ["＝1+1", "'＝1+1"],
    ["\t=1", "' =1"],
    ["|calc", "'|calc"],
    ["'", "''"],
    ['"=1', '\'""=1'],
  ])("lets a spreadsheet take %p for no formula", (text, safe) => {
    expect(written(text)).toBe(`"${safe}"`);
  });

  it("lets no text begin a line or, where semicolons separate, a field", () => {
    expect(written("a\r\n=1")).toBe('"a =1"');
    expect(written("a;=1")).toBe('"a =1"');
    expect(written("a\u2028=1")).toBe('"a =1"');
  });
});
