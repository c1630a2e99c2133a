import type { Request } from "express";
import { sendPage, sendProblem, sendRedirect } from "../answer.ts";
import type { RateLimits } from "../rate-limits.ts";
import type { Handler } from "../route.ts";
import { createSecretCheck } from "../secrets.ts";
import { type AdmissionDeps, type OperatorHandler, readOwnForm } from "./admission.ts";
import { readForm } from "./form.ts";
import { loginPage } from "./pages.ts";

export interface LoginDeps extends AdmissionDeps {
  readonly adminToken: string;
  readonly limits: Pick<RateLimits, "operator" | "wrongToken" | "rightToken">;
}

export const showLogin: Handler = (_req, res) => sendPage(res, 200, loginPage(null));

/** Guesses are counted as those of bearer tokens are. */
export function createLoginHandler({ adminToken, limits, sessions }: LoginDeps): Handler {
  const isToken = createSecretCheck([adminToken]);
  return async (req, res) => {
    const tooMany = limits.operator(req);
    if (tooMany !== null) return sendProblem(res, tooMany);
    const form = await readForm(req);
    if (!form.ok) return sendProblem(res, form.problem);
    if (!isToken(latin1(form.fields.get("token") ?? ""))) {
      const refused = limits.wrongToken(req);
      return refused === null
        ? sendPage(res, 401, loginPage("That is not the operator's token."))
        : sendProblem(res, refused);
    }
    limits.rightToken(req);
    sendRedirect(res, "/admin", { "set-cookie": sessions.open(isSecure(req)) });
  };
}

export function createLogoutHandler({ sessions }: LoginDeps): OperatorHandler {
  return async (session, req, res) => {
    const form = await readOwnForm(session, req);
    if (!form.ok) return sendProblem(res, form.problem);
    sendRedirect(res, "/admin/login", { "set-cookie": sessions.forget() });
  };
}

// The check compares bytes as they come in a header.
function latin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function isSecure({ secure }: Request): boolean {
  return secure;
}
