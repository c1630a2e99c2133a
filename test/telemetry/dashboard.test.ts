import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { parser } from "@prometheus-io/lezer-promql";
import { parse as parseYaml } from "yaml";
import { REASONS } from "../../src/rooms/health.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly reason?: string };
}

const dashboard = JSON.parse(readFileSync("docs/grafana/croupier.json", "utf8")) as {
  panels: readonly Panel[];
  templating: { list: readonly { name: string; query: string }[] };
};
const alerts = (
  parseYaml(readFileSync("docs/alerts.yml", "utf8")) as { groups: readonly { rules: readonly Alert[] }[] }
).groups.flatMap(({ rules }) => rules);

const targets = dashboard.panels.flatMap(({ title, targets: all = [] }) =>
  all.map(({ expr, legendFormat }) => ({ title, expr: withoutVariables(expr), legendFormat })),
);
const expressions = [
  ...targets.map(({ title, expr }) => [title, expr] as const),
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
];

/** What Prometheus gives to every sample, besides the labels that are sent. */
const GIVEN = ["job", "instance"];
/** Labels of each metric, by the names that Prometheus stores. */
const known = new Map<string, Set<string>>();
const values = new Map<string, Set<string>>();

function withoutVariables(expr: string): string {
  return expr.replaceAll("$__rate_interval", "1m").replaceAll("$job", ".*");
}

/** Every metric that this service shows, having done a bit of everything. */
beforeAll(async () => {
  const { meter, render } = createMetrics({
    version: "1.0.0",
    role: "all",
    read: () =>
      Promise.resolve({
        queues: { waiting: 0, active: 0, delayed: 0, failed: 0, oldestAgeMs: null, workers: 1 },
        rooms: { active: 0, handsInPlay: 0, undelivered: 0, oldestUndeliveredMs: null, overdueMs: null },
        players: 0,
      }),
  });
  const command = { method: "POST", route: "/v1/rooms/:roomId/commands", ms: 1 };
  for (const [status, outcome] of [
    [200, "done"],
    [409, "stale_turn"],
    [503, "unavailable"],
  ] as const)
    meter.answered({ ...command, status, outcome });
  for (const outcome of ["accepted", "wrong_secret", "malformed", "internal"])
    meter.answered({ method: "POST", route: "/webhooks/100ms", status: 200, outcome, ms: 1 });
  meter.answered({ method: "GET", route: "/healthz", status: 200, outcome: "done", ms: 1 });
  for (const end of ["changed", "unchanged", "repeated", "stale", "failed"] as const) meter.committed(end, 1);
  meter.finished(1);
  meter.delivered("table", 1);
  meter.buried("table");
  for (const because of ["throttled", "unavailable"] as const) meter.retried(because);
  for (const end of ["done", "refused", "throttled", "unavailable"] as const)
    meter.called("send-message", end, 1);
  for (const line of (await render()).text.split("\n")) {
    const sample = /^([a-z][\w]*)(?:\{(.*)\})? /.exec(line);
    if (sample === null) continue;
    const [, name = "", labels = ""] = sample;
    const names = known.get(name) ?? new Set(GIVEN);
    for (const [, label = "", value = ""] of labels.matchAll(/(\w+)="([^"]*)"/g)) {
      names.add(label);
      values.set(`${name} ${label}`, (values.get(`${name} ${label}`) ?? new Set()).add(value));
    }
    known.set(name, names);
  }
});

interface Use {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly op: string; readonly value: string }[];
}

/** The metrics of an expression with their matchers, and the labels that it groups by; fails where it does not parse. */
function read(expr: string): { readonly uses: readonly Use[]; readonly grouped: readonly string[] } {
  const uses: { metric: string; matchers: { label: string; op: string; value: string }[] }[] = [];
  const grouped: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to, node }) => {
      const text = expr.slice(from, to);
      if (type.isError) throw new Error(`${expr} does not parse at ${from}: ${text}`);
      if (type.name === "VectorSelector") {
        const name = node.getChild("Identifier");
        uses.push({ metric: expr.slice(name?.from, name?.to), matchers: [] });
      }
      if (type.name === "UnquotedLabelMatcher") {
        const [, label = "", op = "", value = ""] = /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/.exec(text) ?? [];
        uses.at(-1)?.matchers.push({ label, op, value });
      }
      if (type.name === "GroupingLabels") grouped.push(...(text.match(/\w+/g) ?? []));
    },
  });
  return { uses, grouped };
}

describe("the dashboard and the alerts", () => {
  it.each(expressions)("%s asks for metrics and labels that there are", (_name, expr) => {
    const { uses, grouped } = read(expr);
    expect(uses.length).toBeGreaterThan(0);
    for (const { metric, matchers } of uses) {
      const labels = known.get(metric);
      if (labels === undefined) throw new Error(`there is no metric ${metric}`);
      for (const { label, op, value } of matchers) {
        if (!labels.has(label)) throw new Error(`${metric} has no label ${label}`);
        if (GIVEN.includes(label)) continue;
        const all = values.get(`${metric} ${label}`) ?? new Set();
        for (const one of op.includes("~") ? value.split("|") : [value])
          if (!all.has(one)) throw new Error(`${metric} never has ${label} ${one}`);
      }
    }
    for (const label of grouped)
      if (!uses.some(({ metric }) => known.get(metric)?.has(label) === true))
        throw new Error(`nothing in ${expr} has a label ${label}`);
  });

  it("would find a metric that there is not, and what does not parse", () => {
    expect(read("sum(rate(croupier_nothing_total[1m]))").uses).toEqual([
      { metric: "croupier_nothing_total", matchers: [] },
    ]);
    expect(() => read("sum(rate(croupier_hands_total[1m])")).toThrow("does not parse");
    expect(() => read("sum by (end (croupier_commits_total)")).toThrow("does not parse");
  });

  it.each(targets.map(({ title, expr, legendFormat }) => [title, expr, legendFormat] as const))(
    "%s has a legend from labels that are left",
    (_title, expr, legend) => {
      const { uses, grouped } = read(expr);
      for (const [, label = ""] of legend.matchAll(/\{\{(\w+)\}\}/g))
        expect(grouped.length > 0 ? grouped : [...(known.get(uses[0]!.metric) ?? [])]).toContain(label);
    },
  );

  it("show every metric of the service", () => {
    const shown = new Set(expressions.flatMap(([, expr]) => read(expr).uses.map(({ metric }) => metric)));
    const family = (name: string) => name.replace(/_(bucket|sum|count)$/, "");
    const families = new Set([...shown].map(family));
    const missing = [...known.keys()].filter(
      (name) => name.startsWith("croupier_") && !families.has(family(name)),
    );
    expect(missing).toEqual([]);
  });
});

describe("the dashboard", () => {
  it("has panels with ids of their own, none over another", () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const one of panels)
      for (const { id, gridPos: other } of panels) {
        const { x, y, w, h } = one.gridPos;
        expect(x + w).toBeLessThanOrEqual(24);
        const isApart =
          x + w <= other.x || other.x + other.w <= x || y + h <= other.y || other.y + other.h <= y;
        expect(one.id === id || isApart).toBe(true);
      }
  });

  it("uses no variable that it does not define", () => {
    const defined = dashboard.templating.list.map(({ name }) => name);
    const used = JSON.stringify(dashboard.panels).match(/\$\{?[a-zA-Z_]+/g) ?? [];
    for (const variable of new Set(used.map((one) => one.replace(/[${]/g, ""))))
      expect([...defined, "__rate_interval"]).toContain(variable);
  });
});

describe("each alert", () => {
  it.each(alerts.map((alert) => [alert.alert, alert] as const))("%s can be acted on", (name, alert) => {
    expect(name).toMatch(/^Croupier[A-Z]\w+$/);
    expect(alert.for).toMatch(/^\d+[sm]$/);
    expect(["critical", "warning"]).toContain(alert.labels.severity);
    expect(alert.annotations.summary.length).toBeGreaterThan(20);
    const { reason } = alert.annotations;
    if (reason === undefined) expect(name).toBe("CroupierWebhooksRefused");
    else expect(Object.values(REASONS)).toContain(reason);
  });
});
