import { randomUUID } from "node:crypto";
import { request } from "undici";
import { z } from "zod";
import type { Config } from "../config.ts";
import { type Finding, fix, good, look } from "./finding.ts";

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Whether a webhook gets through to a running Croupier, by the way that 100ms' take. */
export async function checkWebhook(
  config: Config,
  publicUrl: string,
  withinMs: number,
): Promise<readonly Finding[]> {
  const url = `${publicUrl.replace(/\/+$/, "")}/webhooks/100ms`;
  const plain = url.startsWith("https:")
    ? []
    : [look(`${url} is not https`, "everybody on the way can read the secret: use https")];
  try {
    const findings: Finding[] = [];
    for (const [at, secret] of config.webhook.secrets.entries())
      findings.push(acceptedFinding(url, at, await post(url, { [config.webhook.header]: secret }, withinMs)));
    findings.push(refusedFinding(url, await post(url, {}, withinMs)));
    return [...plain, ...findings, await healthFinding(publicUrl, config.adminToken, withinMs)];
  } catch (error) {
    const code = codeOf(error);
    return [
      ...plain,
      fix(
        `${url} cannot be reached: ${code}`,
        REACH[code] ?? "check DNS, firewall and proxy; Croupier must be running",
      ),
    ];
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
}

const REACH: Readonly<Record<string, string>> = {
  ENOTFOUND: "the name does not resolve: check DNS",
  ECONNREFUSED: "nobody listens there: start Croupier, or check the proxy's port",
  UND_ERR_HEADERS_TIMEOUT: "it answers too slowly: 100ms waits 2.5 s",
  CERT_HAS_EXPIRED: "renew its certificate",
  DEPTH_ZERO_SELF_SIGNED_CERT: "100ms needs a certificate of a public authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "serve the certificate with its chain",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate is for another name",
};

// Of a type that means nothing to a table: it is taken, and changes nothing.
async function post(url: string, headers: Record<string, string>, withinMs: number): Promise<Answer> {
  const webhook = {
    version: "2.0",
    id: randomUUID(),
    account_id: "croupier-doctor",
    timestamp: new Date().toISOString(),
    type: "croupier.doctor",
    data: {},
  };
  const { statusCode, body } = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(webhook),
    headersTimeout: withinMs,
    bodyTimeout: withinMs,
  });
  return { status: statusCode, text: await body.text() };
}

function acceptedFinding(url: string, at: number, { status, text }: Answer): Finding {
  const which = `webhooks with secret ${at + 1} of WEBHOOK_SECRETS`;
  if (status === 200 && text === '{"outcome":"ignored"}') return good(`${which} get through`);
  const what = `${which} do not get through: ${url} answers ${status}`;
  if (status === 401)
    return fix(what, "the running Croupier has other secrets, or a proxy takes the header away");
  if (status >= 300 && status < 400) return fix(what, "100ms follows no redirect: give the final URL");
  if (status === 503) return fix(what, "Croupier is there and cannot store: see Redis above");
  return fix(what, "something else answers there: check the URL and the proxy's paths");
}

function refusedFinding(url: string, { status }: Answer): Finding {
  return status === 401 || status === 429
    ? good("webhooks without a secret are refused")
    : fix(
        `${url} answers ${status} to a webhook without a secret`,
        "401 was expected: something else answers there",
      );
}

async function healthFinding(publicUrl: string, adminToken: string, withinMs: number): Promise<Finding> {
  const { statusCode, body } = await request(`${publicUrl.replace(/\/+$/, "")}/admin/health`, {
    headers: { authorization: `Bearer ${adminToken}` },
    headersTimeout: withinMs * 2,
    bodyTimeout: withinMs,
  });
  const text = await body.text();
  if (statusCode !== 200 && statusCode !== 503)
    return look(`/admin/health answers ${statusCode}`, "if it is shielded from outside, ask it from inside");
  const report = readReport(text);
  if (report === null)
    return fix(
      "/admin/health is not Croupier's",
      "something else answers there: check the URL and the proxy's paths",
    );
  const { status, reasons } = report;
  return status === "ok"
    ? good("the running Croupier is well")
    : fix(
        `the running Croupier is ${status}: ${reasons.join("; ")}`,
        "docs/operations.md has a remedy for each",
      );
}

const reportSchema = z.object({ status: z.string(), reasons: z.array(z.string()) });

function readReport(text: string): z.output<typeof reportSchema> | null {
  try {
    return reportSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
