import type { Locator, Page } from "playwright-core";

/** What lies on each other, hangs out of the window or makes it scroll. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faces = ".seat:not(.seat-empty), .seat-take, .bet, .boards, .pots, .top-stakes, .top-deck";
    const boxes = [...document.querySelectorAll(faces)].map((element) => {
      const name = element.getAttribute("aria-label")?.split(":")[0] ?? element.className;
      return { name, box: element.getBoundingClientRect() };
    });
    const faults: string[] = [];
    for (const [at, { name, box }] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // Rounded corners may touch.
        if (width > 6 && height > 6) faults.push(`${name} lies on ${other.name}: ${width} by ${height}`);
      }
      const isOut = box.left < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
      if (isOut) faults.push(`${name} hangs out`);
    }
    for (const element of document.querySelectorAll(".actions :is(button, input), .top *")) {
      const { width, left, right, bottom } = element.getBoundingClientRect();
      if (width > 0 && (left < 0 || right > innerWidth || bottom > innerHeight))
        faults.push(`${element.getAttribute("aria-label") ?? element.textContent} hangs out`);
    }
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) faults.push("the page scrolls");
    return faults;
  });
}

/** What a thumb would miss: less than 44 px high or wide. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("button, select, .plan, input:not([type=checkbox])")].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      const isSmall = width > 0 && (width < 43.5 || height < 43.5);
      return isSmall
        ? [`${element.getAttribute("aria-label") ?? element.textContent}: ${width} by ${height}`]
        : [];
    }),
  );
}

/** Cards face up on which something of another seat lies, by how much. */
export function coveredCards(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const seats = [...document.querySelectorAll(".seat:not(.seat-empty)")];
    return seats.flatMap((seat) =>
      [...seat.querySelectorAll(".seat-cards svg[role=img]")].flatMap((card) => {
        const box = card.getBoundingClientRect();
        const others = seats.filter((other) => other !== seat);
        const parts = others.flatMap((other) => [
          ...other.querySelectorAll(".seat-plate, .seat-plate > *, .seat-face, .seat-cards svg"),
        ]);
        return parts.flatMap((part) => {
          const { left, right, top, bottom } = part.getBoundingClientRect();
          const width = Math.min(box.right, right) - Math.max(box.left, left);
          const height = Math.min(box.bottom, bottom) - Math.max(box.top, top);
          const isCovered = width > 0.5 && height > 0.5 && getComputedStyle(part).display !== "none";
          const what = `${part.classList[0]} of ${part.closest(".seat")?.getAttribute("aria-label")?.split(":")[0]}`;
          return isCovered ? [`${card.getAttribute("aria-label")} under ${what}: ${width} by ${height}`] : [];
        });
      }),
    );
  });
}

/** Of these, what cannot be pressed: out of the window, or under something else. */
export function outOfReach(controls: Locator): Promise<readonly string[]> {
  return controls.evaluateAll((all) =>
    all.flatMap((control) => {
      const { left, right, top, bottom } = control.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isOut = left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
      if (!isOut && hit !== null && control.contains(hit)) return [];
      return [`${control.getAttribute("aria-label") ?? control.textContent} at ${left}, ${top}`];
    }),
  );
}
