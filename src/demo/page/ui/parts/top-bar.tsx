import type { PublicTable } from "../../../../poker/table-view.ts";
import { shortChipText } from "../model/chips.ts";
import { SHORT_VARIANT_WORDS, stakesText } from "../model/variant-words.ts";
import { useScene } from "../scene.ts";
import { Icon } from "./icon.tsx";

interface TopBarProps {
  readonly onHelp: () => void;
  readonly onDeck: () => void;
  readonly onPanel: () => void;
}

export function TopBar({ onHelp, onDeck, onPanel }: TopBarProps) {
  const { table, isLive } = useScene();
  const { config, level, tournament } = table;
  return (
    <header className="top">
      <span
        className="top-dot"
        data-live={isLive || undefined}
        title={isLive ? "Connected" : "Not connected"}
      />
      <h1 className="top-game">
        <span className="top-variant">{SHORT_VARIANT_WORDS[config.variant]}</span> <Stakes config={config} />
      </h1>
      <p className="top-hand">
        {tournament !== undefined && level === undefined && <span>Sit and go</span>}
        {level !== undefined && <span>Level {level.no}</span>}
      </p>
      <DeckButton onDeck={onDeck} />
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

/** In full where there is room. */
function Stakes({ config }: Pick<PublicTable, "config">) {
  const [full, short] = [stakesText(config), stakesText(config, shortChipText)];
  if (full === short) return <span className="top-stakes">{full}</span>;
  return (
    <>
      <span className="top-stakes top-stakes-full">{full}</span>
      <span className="top-stakes top-stakes-short">{short}</span>
    </>
  );
}

/** The number of the hand, with a lock when its deck is fixed. */
function DeckButton({ onDeck }: Pick<TopBarProps, "onDeck">) {
  const { hand, deckPromise, tournament } = useScene().table;
  const no = hand === null || tournament !== undefined ? "" : `Hand ${hand.no}`;
  if (deckPromise === undefined && hand?.deckRoot === undefined)
    return no === "" ? null : <span className="top-no">{no}</span>;
  return (
    <button
      type="button"
      className="top-deck"
      aria-label={no === "" ? "A fair deck" : `${no}: a fair deck`}
      title="The deck is fixed"
      onClick={onDeck}
    >
      {no}
      <Icon name="lock" />
    </button>
  );
}
