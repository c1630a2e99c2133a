import { execFile } from "node:child_process";
import { extname } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright-core";
import type { Page as Files } from "../../src/demo/page-build.ts";
import { openPageServer } from "../../src/demo/page-server.ts";
import { type House, openHouse } from "../scenarios/house.ts";
import { createRoom, type Room } from "../scenarios/room.ts";
import { openTablePage, type TablePage, type TablePageOptions } from "./table-page.ts";

/** The whole service with the demo's page in front, and a browser whose pages play there. */
export interface PageHouse {
  readonly house: House;
  readonly room: Room;
  readonly url: string;
  /** Joins the room by 100ms' SDK; resolves when the page shows the table. */
  sit(player: string, options?: Omit<TablePageOptions, "player">): Promise<TablePage>;
  close(): Promise<void>;
}

const ROOM = "lounge";
const run = promisify(execFile);
let building: Promise<Files> | null = null;

/** No hand is dealt before `TABLE_MIN_PLAYERS` sit, and the next one only when somebody asks for it. */
export async function openPageHouse(browser: Browser, env: Record<string, string> = {}): Promise<PageHouse> {
  building ??= buildFiles();
  const [files, server] = await Promise.all([building, openPageServer(0)]);
  const url = `http://127.0.0.1:${server.port}`;
  const house = await openHouse({
    env: {
      CORS_ORIGINS: url,
      PLAYER_ROLES: "host",
      TABLE_MIN_PLAYERS: "4",
      TABLE_NEXT_HAND_SECONDS: "600",
      TABLE_TURN_SECONDS: "60",
      ...env,
    },
  });
  const { emulator } = house;
  server.serve(files, {
    place: () => ({
      roomId: ROOM,
      baseUrl: house.url(),
      initEndpoint: `${emulator.origin}/?https://local`,
      people: [],
    }),
    pass: async (player) => ({
      player,
      name: player,
      token: await emulator.authToken({ roomId: ROOM, userId: player, role: "host" }),
    }),
  });
  return {
    house,
    room: createRoom(house, ROOM),
    url,
    sit: (player, options) => openTablePage(browser, `${url}/?as=${player}`, { player, ...options }),
    async close() {
      await server.stop();
      await house.close();
    },
  };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

// In a process of its own: vite's builder cannot live in jest's.
async function buildFiles(): Promise<Files> {
  const { stdout } = await run("node_modules/.bin/tsx", ["test/demo/print-page.ts"], { maxBuffer: 2 ** 26 });
  const printed = JSON.parse(stdout) as [string, string][];
  return new Map(
    printed.map(([path, content]) => {
      const contentType = CONTENT_TYPES[extname(path)] ?? "text/html; charset=utf-8";
      return [path, { contentType, content }];
    }),
  );
}
