import { createCeilingLoad } from "./ceiling-load.ts";
import { obeyParent } from "./forked.ts";
import { type Connection, openConnection } from "./keep-alive.ts";
import { type Errands, type LoadResult, runLoad } from "./load.ts";
import { createPokerLoad } from "./poker-load.ts";
import { createWebhookLoad } from "./webhook-load.ts";

export type LoadName = "ceiling" | "commands" | "webhooks";

/** What the parent asks: to make rooms ready, then to run. One answer for each. */
export type LoadOrder =
  | { readonly order: "prepare"; readonly load: LoadName; readonly port: number }
  | { readonly order: "run"; readonly seconds: number };

export type LoadReport =
  | { readonly report: "prepared" }
  | { readonly report: "ran"; readonly result: LoadResult };

const CONNECTIONS = 64;
const ROOMS = 200;

const loads: Readonly<Record<LoadName, (connections: readonly Connection[]) => Promise<Errands>>> = {
  ceiling: () => Promise.resolve(createCeilingLoad(ROOMS)),
  commands: (connections) => createPokerLoad(connections, ROOMS),
  webhooks: (connections) => createWebhookLoad(connections, ROOMS),
};

let connections: readonly Connection[] = [];
let errands: Errands | null = null;

async function obey(order: LoadOrder): Promise<LoadReport> {
  if (order.order === "run") {
    if (errands === null) throw new Error("nothing was prepared");
    return { report: "ran", result: await runLoad(connections, errands, order.seconds) };
  }
  for (const connection of connections) connection.close();
  connections = Array.from({ length: CONNECTIONS }, () => openConnection(order.port));
  errands = await loads[order.load](connections);
  return { report: "prepared" };
}

obeyParent(obey);
