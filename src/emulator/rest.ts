import type { Endpoint } from "./fault-rule.ts";
import type { FaultInjector } from "./faults.ts";
import { type Exchange, failure, type Reply, type Route } from "./http-exchange.ts";
import type { Pauses } from "./pauses.ts";
import type { Tokens } from "./tokens.ts";

export interface RestDeps {
  readonly faults: FaultInjector;
  readonly pauses: Pauses;
  readonly tokens: Tokens;
}

export interface RestRoute extends Omit<Route, "handle"> {
  readonly endpoint: Endpoint;
  handle(exchange: Exchange): Reply;
}

const HANG_UP: Reply = { kind: "hangUp" };

/** 100ms' API as Croupier meets it: a management token is asked for, and faults strike around the call. */
export function restRoutes(deps: RestDeps, routes: readonly RestRoute[]): readonly Route[] {
  return routes.map((route) => ({
    method: route.method,
    path: route.path,
    handle: (exchange) => call(deps, route, exchange),
  }));
}

async function call(deps: RestDeps, route: RestRoute, exchange: Exchange): Promise<Reply> {
  const effects = deps.faults.strikeRest(route.endpoint, exchange.params.room ?? null);
  if (effects.delayMs > 0) await deps.pauses.pause(effects.delayMs);
  if (effects.reset === "before") return HANG_UP;
  if (effects.answer !== null) {
    const { status, headers, body } = effects.answer;
    return { kind: "answer", status, headers, body };
  }
  const fault = await deps.tokens.managementFault(exchange.headers.authorization);
  if (fault !== null) return failure(401, fault);
  const reply = route.handle(exchange);
  return effects.reset === "after" ? HANG_UP : reply;
}
