import { memo } from "react";
import { chipText, discCount, shortChipText } from "../model/chips.ts";

interface ChipsProps {
  readonly chips: number;
  readonly bigBlind: number;
}

/** A small stack with its amount. */
export const Chips = memo(function Chips({ chips, bigBlind }: ChipsProps) {
  const discs = discCount(chips, bigBlind);
  return (
    <span className="chips">
      <svg className="chips-discs" viewBox="0 0 24 26" aria-hidden="true">
        {Array.from({ length: discs }, (_, at) => (
          <g key={at} transform={`translate(0 ${-3.4 * at})`}>
            <ellipse className="disc-edge" cx="12" cy="19.5" rx="10.5" ry="5.8" />
            <ellipse className="disc-top" data-level={at} cx="12" cy="17.5" rx="10.5" ry="5.8" />
            <ellipse className="disc-ring" cx="12" cy="17.5" rx="6.8" ry="3.6" />
          </g>
        ))}
      </svg>
      <span className="chips-amount" title={chipText(chips)}>
        {shortChipText(chips)}
      </span>
    </span>
  );
});
