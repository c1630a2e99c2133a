import type { Contract } from "./contract.ts";

/** Throws unless every message of a game is as the documents say; operators may say what they like. */
export function checkMessages({ checkSchema }: Contract, sent: readonly { readonly body: string }[]): void {
  for (const { body } of sent) {
    const { message } = JSON.parse(body) as { message: string };
    const told = readJson(message);
    if (told?.kind === undefined || told.game === undefined) continue;
    checkSchema(`${capital(told.game)}${capital(told.kind)}Message`, told);
  }
}

function readJson(text: string): { readonly kind?: string; readonly game?: string } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
