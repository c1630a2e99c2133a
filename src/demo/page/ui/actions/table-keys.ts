import { useEffect, useEffectEvent } from "react";
import { type KeyWish, wishOf } from "../model/keys.ts";

/** Offers the table's keys, unless somebody types or a dialog is open; true: it was one for the listener. */
export function useTableKeys(onWish: (wish: KeyWish) => boolean): void {
  const listen = useEffectEvent((press: KeyboardEvent) => {
    const wish = isForTable(press) ? wishOf(press) : null;
    if (wish === null || (wish === "confirm" && isOnControl(press.target))) return;
    if (onWish(wish)) press.preventDefault();
  });
  useEffect(() => {
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function isForTable({ target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || !(target instanceof Element)) return false;
  if (target.closest("input, textarea, select, [contenteditable], [role=tablist]") !== null) return false;
  return document.querySelector("dialog[open]") === null;
}

// Enter presses the button that has the focus.
function isOnControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary") !== null;
}
