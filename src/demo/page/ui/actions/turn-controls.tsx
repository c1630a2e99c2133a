import { RaisePanel } from "./raise-panel.tsx";
import { useTableKeys } from "./table-keys.ts";
import { type TurnProps, useTurn } from "./use-turn.ts";

/** Fold, check or call, bet or raise; made anew for each turn. */
export function TurnControls(props: TurnProps) {
  const { isBusy, sizes, to, passive, aggressive, isChosen, isFoldAsked, ...turn } = useTurn(props);
  useTableKeys(turn.wish);
  return (
    <div className="turn-controls" aria-busy={isBusy}>
      {sizes !== null && aggressive !== null && (
        <RaisePanel sizes={sizes} to={to} onChoose={turn.choose} onType={turn.type} />
      )}
      <div className="turn-buttons">
        <button
          type="button"
          className="act act-fold"
          disabled={isBusy}
          onClick={turn.fold}
          aria-keyshortcuts="F"
        >
          {isFoldAsked ? "Fold anyway?" : "Fold"}
        </button>
        <button
          type="button"
          className="act act-passive"
          disabled={isBusy}
          onClick={() => turn.act(passive)}
          aria-keyshortcuts="C"
        >
          {passive.label}
        </button>
        {aggressive !== null && (
          <button
            type="button"
            className="act act-raise"
            data-chosen={isChosen || undefined}
            disabled={isBusy}
            onClick={() => turn.act(aggressive)}
            aria-keyshortcuts="R"
          >
            {aggressive.label}
          </button>
        )}
      </div>
    </div>
  );
}
