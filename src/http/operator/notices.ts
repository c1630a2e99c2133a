import { type Html, html } from "./html.ts";

const DONE: Readonly<Record<string, string>> = {
  pause: "The table is paused.",
  resume: "The table goes on.",
  close: "The table is closed.",
  reconcile: "The room was compared with 100ms' list of peers.",
  retry: "The message is on its way again.",
  discard: "The message is given up.",
};

const REFUSED: Readonly<Record<string, string>> = {
  unknown_message: "That message is not there any more.",
  closed: "The table is closed; it opens again when somebody joins the room.",
};

/** What the query of a room's page says became of the last order; null: nothing that is known. */
export function noticeOf(query: Readonly<Record<string, unknown>>): Html | null {
  const { done: doneCode, refused: refusedCode } = query;
  const done = typeof doneCode === "string" ? DONE[doneCode] : undefined;
  if (done !== undefined) return html`<p class="notice" role="status">${done}</p>`;
  if (typeof refusedCode !== "string") return null;
  const refused = REFUSED[refusedCode] ?? "The table refused that.";
  return html`<p class="notice fault" role="status">${refused}</p>`;
}
