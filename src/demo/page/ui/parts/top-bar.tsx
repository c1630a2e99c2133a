import { SHORT_VARIANT_WORDS, stakesText } from "../model/variant-words.ts";
import { useScene } from "../scene.ts";
import type { Settings } from "../settings.ts";
import { Icon } from "./icon.tsx";

interface TopBarProps {
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly onHelp: () => void;
  readonly onPanel: () => void;
}

export function TopBar({ settings, onSettings, onHelp, onPanel }: TopBarProps) {
  const { table, isLive } = useScene();
  const { config, hand, level, tournament } = table;
  const { isFourColour } = settings;
  return (
    <header className="top">
      <span
        className="top-dot"
        data-live={isLive || undefined}
        title={isLive ? "Connected" : "Not connected"}
      />
      <h1 className="top-game">
        {SHORT_VARIANT_WORDS[config.variant]} <span className="top-stakes">{stakesText(config)}</span>
      </h1>
      <p className="top-hand">
        {tournament !== undefined && <span>Sit and go</span>}
        {level !== undefined && <span>Level {level.no}</span>}
        {hand !== null && tournament === undefined && <span>Hand {hand.no}</span>}
      </p>
      <button
        type="button"
        className="icon-button"
        aria-pressed={isFourColour}
        aria-label="Four-colour deck"
        onClick={() => onSettings({ isFourColour: !isFourColour })}
      >
        <Icon name="palette" />
      </button>
      <button type="button" className="icon-button" aria-label="Keys and help" onClick={onHelp}>
        <Icon name="help" />
      </button>
      <button
        type="button"
        className="icon-button top-menu"
        aria-label="Log, hands, ledger, host"
        onClick={onPanel}
      >
        <Icon name="menu" />
      </button>
    </header>
  );
}
