import type { RoomSummary } from "../../rooms/rooms.ts";
import { type Html, html } from "./html.ts";
import { page } from "./layout.ts";

export function loginPage(fault: string | null): string {
  const content = html`${fault === null ? null : html`<p class="notice fault" role="alert">${fault}</p>`}
<form method="post" action="/admin/login">
<label for="token">Operator's token (<code>ADMIN_TOKEN</code>)</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>Log in</button>
</form>`;
  return page({ title: "Log in", formToken: null, content });
}

interface Overview {
  readonly rooms: readonly RoomSummary[];
  readonly health: { readonly status: string; readonly reasons?: readonly string[] };
  readonly formToken: string | null;
}

export function roomsPage({ rooms, health, formToken }: Overview): string {
  const isWell = health.status === "ok";
  const content = html`<p class="${isWell ? "notice" : "notice fault"}" role="status">Croupier is <strong>${health.status}</strong>.
${(health.reasons ?? []).map((reason) => html` ${reason}.`)}</p>
${rooms.length === 0 ? html`<p class="empty">Nothing has happened in any room for a week.</p>` : roomTable(rooms)}`;
  return page({ title: "Rooms", formToken, content });
}

function roomTable(rooms: readonly RoomSummary[]): Html {
  return html`<table>
<thead><tr><th scope="col">Room</th><th scope="col">Last active</th></tr></thead>
<tbody>${rooms.map(({ roomId, lastActiveAt }) => html`<tr><td><a href="/admin/tables/${roomId}">${roomId}</a></td><td><time>${lastActiveAt}</time></td></tr>`)}</tbody>
</table>`;
}
