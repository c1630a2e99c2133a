import type { Browser } from "playwright-core";
import type { Emulator } from "../../src/emulator/emulator.ts";
import { openPage, type Watched } from "./browser.ts";
import type { PeerSeen, Told } from "./pages/sdk-peer.ts";

/** One person in a browser page with the SDK. */
export interface SdkPage extends Watched {
  join(roomId: string, as: { readonly userId: string; readonly role?: string }): Promise<void>;
  leave(): Promise<void>;
  /** To all others, or to one. */
  say(message: string, peerId?: string): Promise<void>;
  /** As a host. */
  remove(peerId: string, reason: string): Promise<void>;
  peers(): Promise<readonly PeerSeen[]>;
  messages(): Promise<readonly Told[]>;
  notices(): Promise<readonly string[]>;
  roomState(): Promise<string>;
}

export async function openSdkPage(browser: Browser, emulator: Emulator, url: string): Promise<SdkPage> {
  const watched = await openPage(browser);
  const { page } = watched;
  await page.goto(url);
  await page.waitForFunction(() => window.peer !== undefined, null, { timeout: 10_000 });
  return {
    ...watched,
    async join(roomId, { userId, role = "player" }) {
      const authToken = await emulator.authToken({ roomId, userId, role });
      await page.evaluate((joining) => window.peer?.actions.join(joining), {
        authToken,
        userName: userId,
        initEndpoint: `${emulator.origin}/?https://local`,
      });
      await page.waitForFunction(() => window.peer?.roomState() === "Connected");
    },
    leave: () => page.evaluate(() => window.peer?.actions.leave()),
    say: (message, peerId = "") =>
      page.evaluate(
        async ([text, to]) => {
          if (to === "") await window.peer?.actions.sendBroadcastMessage(text, "custom_event");
          else await window.peer?.actions.sendDirectMessage(text, to, "custom_event");
        },
        [message, peerId] as const,
      ),
    remove: (peerId, reason) =>
      page.evaluate(([id, why]) => window.peer?.actions.removePeer(id, why), [peerId, reason] as const),
    peers: () => page.evaluate(() => JSON.parse(JSON.stringify(window.peer?.peers()))),
    messages: () => page.evaluate(() => [...(window.peer?.messages ?? [])]),
    notices: () => page.evaluate(() => [...(window.peer?.notices ?? [])]),
    roomState: () => page.evaluate(() => window.peer?.roomState() ?? ""),
  };
}
