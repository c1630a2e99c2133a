import type { RoomInspection } from "../../rooms/rooms.ts";
import { type Html, html } from "./html.ts";
import { page, secretField } from "./layout.ts";

interface Shown {
  readonly room: RoomInspection;
  readonly formToken: string | null;
  readonly notice: Html | null;
}

type Dead = RoomInspection["dead"][number];
type Undelivered = RoomInspection["undelivered"][number];

/** Everything about a room that an inspection tells; nothing in one is secret. */
export function roomPage({ room, formToken, notice }: Shown): string {
  const act = (fields: Fields, label: string, isFinal = false) =>
    actionForm({ room, formToken: formToken ?? "", fields, label, isFinal });
  const content = html`${notice}
<p>Version ${room.version}. ${room.deadline === null ? "Nothing is waited for." : html`Next moment: <time>${room.deadline}</time>.`}</p>
<section aria-label="Orders">
${act({ do: "pause" }, "Pause")}${act({ do: "resume" }, "Resume")}${act({ do: "reconcile" }, "Reconcile with 100ms")}${act({ do: "close" }, "Close the table", true)}
</section>
<h2>Undelivered messages</h2>
${messageTable(room.undelivered, (message) => messageActions("undelivered", message, act))}
<h2>Dead messages</h2>
${messageTable(room.dead, (message) => messageActions("dead", message, act))}
<h2>Peers</h2>
${peerTable(room)}
<h2>Last events</h2>
${eventTable(room)}
<h2>Table</h2>
<pre>${JSON.stringify(room.table, null, 2)}</pre>`;
  return page({ title: `Room ${room.roomId}`, formToken, content });
}

type Fields = Readonly<Record<string, string>>;
type Act = (fields: Fields, label: string, isFinal?: boolean) => Html;

interface Action {
  readonly room: RoomInspection;
  readonly formToken: string;
  readonly fields: Fields;
  readonly label: string;
  /** Cannot be taken back: asks twice. */
  readonly isFinal: boolean;
}

function actionForm({ room, formToken, fields, label, isFinal }: Action): Html {
  return html`<form method="post" action="/admin/tables/${room.roomId}">${secretField(formToken)}
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button>${label}</button>${isFinal ? html`<label><input type="checkbox" required> for good</label>` : null}</form>`;
}

function messageActions(of: "undelivered" | "dead", { id }: { readonly id: string }, act: Act): Html {
  return html`${act({ do: "retry", of, id }, "Retry")}${act({ do: "discard", of, id }, "Discard", true)}`;
}

function messageTable<Message extends Undelivered | Dead>(
  messages: readonly Message[],
  actions: (message: Message) => Html,
): Html {
  if (messages.length === 0) return html`<p class="empty">None.</p>`;
  const rows = messages.map(
    (
      message,
    ) => html`<tr><td>${message.seq}</td><td>${message.topic}</td><td>${message.to}</td><td><time>${message.at}</time></td>
<td>${"reason" in message ? message.reason : ""}</td><td>${actions(message)}</td></tr>`,
  );
  return html`<table>
<thead><tr><th scope="col">seq</th><th scope="col">What</th><th scope="col">To</th><th scope="col">Since</th><th scope="col">Refused because</th><th scope="col">Do</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}

function peerTable({ peers }: RoomInspection): Html {
  if (peers.length === 0) return html`<p class="empty">Nobody is there.</p>`;
  const rows = peers.map(
    ({ peerId, userId, name, role, joinedAt }) =>
      html`<tr><td>${userId}</td><td>${name}</td><td>${role}</td><td><code>${peerId}</code></td><td><time>${joinedAt}</time></td></tr>`,
  );
  return html`<table>
<thead><tr><th scope="col">User</th><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Peer</th><th scope="col">Joined</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}

function eventTable({ events }: RoomInspection): Html {
  if (events.length === 0) return html`<p class="empty">None.</p>`;
  const rows = events.map(
    ({ version, at, events: told }) =>
      html`<tr><td>${version}</td><td><time>${at}</time></td><td>${told.map((event) => html`<code>${JSON.stringify(event)}</code><br>`)}</td></tr>`,
  );
  return html`<table>
<thead><tr><th scope="col">Version</th><th scope="col">At</th><th scope="col">What anyone may know of it</th></tr></thead>
<tbody>${rows}</tbody>
</table>`;
}
