import { useEffect, useEffectEvent } from "react";
import { type KeyWish, wishOf } from "../model/keys.ts";

const SLIDER = "[type=range]";
const TYPED_INTO =
  "input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]";

/** Offers the table's keys, unless somebody types or a dialog is open; true: it was one for the listener. */
export function useTableKeys(onWish: (wish: KeyWish) => boolean): void {
  const listen = useEffectEvent((press: KeyboardEvent) => {
    const wish = isForTable(press) ? wishOf(press) : null;
    if (wish === null || isOwnOf(press.target, wish)) return;
    if (onWish(wish)) press.preventDefault();
  });
  useEffect(() => {
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function isForTable({ target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || !(target instanceof Element)) return false;
  if (target.closest(TYPED_INTO) !== null) return false;
  return document.querySelector("dialog[open]") === null;
}

/** Enter presses what has the focus, and arrows move a slider. */
function isOwnOf(target: EventTarget | null, wish: KeyWish): boolean {
  if (!(target instanceof Element)) return false;
  if (wish === "more" || wish === "less") return target.matches(SLIDER);
  return wish === "confirm" && target.closest(`button, a, summary, input:not(${SLIDER})`) !== null;
}
