import { useState } from "react";

export interface Settings {
  /** Clubs green, diamonds blue. */
  readonly isFourColour: boolean;
}

const KEY = "croupier.four-colour-deck";

/** Kept in the browser where it lets us. */
export function useSettings(): readonly [Settings, (settings: Settings) => void] {
  const [settings, setSettings] = useState<Settings>(() => ({ isFourColour: kept() !== "no" }));
  const change = (changed: Settings) => {
    setSettings(changed);
    keep(changed.isFourColour ? "yes" : "no");
  };
  return [settings, change];
}

// A page that is framed or private may not have a storage at all.
function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // The setting then lasts as long as the page.
  }
}
