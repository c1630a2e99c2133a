import { type RefObject, useLayoutEffect, useState } from "react";
import type { FeltShape } from "../model/seat-places.ts";

/** Higher than wide or not, as long as it is shown. */
export function useFeltShape(felt: RefObject<HTMLElement | null>): FeltShape {
  const [shape, setShape] = useState<FeltShape>("portrait");
  useLayoutEffect(() => {
    const element = felt.current;
    if (element === null) return undefined;
    const look = () => setShape(element.clientWidth > element.clientHeight * 1.1 ? "landscape" : "portrait");
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [felt]);
  return shape;
}
