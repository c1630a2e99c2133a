import { useEffect, useState } from "react";
import type { Problem } from "../../../../client/views.ts";
import { problemWords } from "../model/problem-words.ts";
import { Icon } from "./icon.tsx";

const SHOWN_MS = 7_000;

export interface ToastState {
  readonly text: string | null;
  readonly say: (text: string) => void;
  readonly tell: (problem: Problem) => void;
  readonly hide: () => void;
}

/** The newest refusal in words, for a while. */
export function useToast(): ToastState {
  const [told, setTold] = useState<{ readonly text: string } | null>(null);
  useEffect(() => {
    if (told === null) return undefined;
    const timer = setTimeout(() => setTold(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [told]);
  return {
    text: told?.text ?? null,
    say: (text) => setTold({ text }),
    tell: (problem) => setTold({ text: problemWords(problem) }),
    hide: () => setTold(null),
  };
}

export function Toast({ toast: { text, hide } }: { readonly toast: ToastState }) {
  return (
    <div className="toasts" role="alert">
      {text !== null && (
        <div className="toast">
          <span>{text}</span>
          <button type="button" className="icon-button" aria-label="Close the message" onClick={hide}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
