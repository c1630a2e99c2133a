/** fix: Croupier will not work, or will lose games; look: it works, and may not be what was meant. */
export interface Finding {
  readonly weight: "good" | "look" | "fix";
  readonly what: string;
  /** What to do; empty when all is well. */
  readonly remedy: string;
}

export function good(what: string): Finding {
  return { weight: "good", what, remedy: "" };
}

export function look(what: string, remedy: string): Finding {
  return { weight: "look", what, remedy };
}

export function fix(what: string, remedy: string): Finding {
  return { weight: "fix", what, remedy };
}

const MARKS = { good: "ok  ", look: "look", fix: "FIX " } as const;

export function printFinding({ weight, what, remedy }: Finding): string {
  return `${MARKS[weight]}  ${what}${remedy === "" ? "" : `\n        ${remedy}`}`;
}
