import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import type { Page } from "./page-build.ts";

export interface Pass {
  readonly player: string;
  readonly name: string;
  readonly token: string;
}

/** What the page asks its own server for. */
interface PageQuestions {
  /** See `Place` in page/place.ts. */
  readonly place: () => object;
  /** Null for somebody who is not of the cast. */
  readonly pass: (player: string) => Promise<Pass | null>;
}

export interface PageServer {
  readonly port: number;
  /** From now on it has something to answer. */
  serve(page: Page, questions: PageQuestions): void;
  stop(): Promise<void>;
}

export const USUAL_PORT = 5100;

/** Serves the page to this machine alone. `port` null: the usual one, or another when that is taken. */
export async function openPageServer(port: number | null): Promise<PageServer> {
  const app = express();
  app.disable("x-powered-by");
  const server = await listenWhereFree(app, port);
  return {
    port: (server.address() as AddressInfo).port,
    serve: (page, questions) => addRoutes(app, page, questions),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function addRoutes(app: Express, page: Page, { place, pass }: PageQuestions): void {
  app.get("/demo/place", (_req, res) => void res.json(place()));
  app.post("/demo/pass", express.json(), async (req, res) => {
    const { player } = (req.body ?? {}) as { readonly player?: unknown };
    const found = typeof player === "string" ? await pass(player) : null;
    if (found === null) res.status(404).json({ detail: "nobody of that name plays here." });
    else res.json(found);
  });
  app.use((req, res, next) => {
    const file = page.get(req.path);
    if (file === undefined || (req.method !== "GET" && req.method !== "HEAD")) return next();
    res.type(file.contentType).send(Buffer.from(file.content));
  });
}

/** The port that was asked for, or another one when none was and the usual one is taken. */
async function listenWhereFree(app: Express, port: number | null): Promise<Server> {
  try {
    return await listen(app, port ?? USUAL_PORT);
  } catch (error) {
    if (port !== null || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return await listen(app, 0);
  }
}

function listen(app: Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, "127.0.0.1");
    server.once("listening", () => resolve(server));
    server.once("error", reject);
  });
}
