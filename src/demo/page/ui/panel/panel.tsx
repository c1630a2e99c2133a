import { type KeyboardEvent, useId, useState } from "react";
import type { LogEntry } from "../model/story.ts";
import { useScene } from "../scene.ts";
import { HandsPanel } from "./hands-panel.tsx";
import { HostPanel } from "./host-panel.tsx";
import { LedgerPanel } from "./ledger-panel.tsx";
import { LogPanel } from "./log-panel.tsx";

const TABS = ["Log", "Hands", "Ledger", "Host"] as const;

type Tab = (typeof TABS)[number];

export function Panel({ log }: { readonly log: readonly LogEntry[] }) {
  const { isHost } = useScene();
  const [chosen, choose] = useState<Tab>("Log");
  const id = useId();
  const tabs = TABS.filter((tab) => tab !== "Host" || isHost);
  const shown = tabs.includes(chosen) ? chosen : "Log";
  const onKey = (press: KeyboardEvent<HTMLDivElement>) => {
    const next = tabs[nextTab(tabs.indexOf(shown), tabs.length, press.key)];
    if (next === undefined) return;
    press.preventDefault();
    choose(next);
    document.getElementById(`${id}${next}`)?.focus();
  };
  return (
    <div className="panel">
      <div className="tabs" role="tablist" aria-label="About the table" onKeyDown={onKey}>
        {tabs.map((tab) => (
          <button
            key={tab}
            id={`${id}${tab}`}
            type="button"
            role="tab"
            aria-selected={tab === shown}
            aria-controls={`${id}panel`}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => choose(tab)}
          >
            {tab}
          </button>
        ))}
      </div>
      <div
        className="tab-panel"
        id={`${id}panel`}
        role="tabpanel"
        aria-labelledby={`${id}${shown}`}
        tabIndex={0}
      >
        {shown === "Log" && <LogPanel log={log} />}
        {shown === "Hands" && <HandsPanel />}
        {shown === "Ledger" && <LedgerPanel />}
        {shown === "Host" && <HostPanel />}
      </div>
    </div>
  );
}

function nextTab(at: number, count: number, key: string): number {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : -1;
}
