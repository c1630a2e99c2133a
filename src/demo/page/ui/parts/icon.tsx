const PATHS = {
  close: "M6 6 18 18M18 6 6 18",
  menu: "M4 7H20M4 12H20M4 17H20",
  help: "M9 9.2A3.2 3.2 0 1 1 13.4 12.2C12.4 12.7 12 13.3 12 14.5M12 18V18.1",
  lock: "M6 11H18V20H6ZM8.5 11V8A3.5 3.5 0 0 1 15.5 8V11",
  first: "M6 5V19M19 5 9 12 19 19Z",
  back: "M16 5 6 12 16 19Z",
  next: "M8 5 18 12 8 19Z",
  last: "M18 5V19M5 5 15 12 5 19Z",
  play: "M7 4 20 12 7 20Z",
  pause: "M8 5V19M16 5V19",
} as const;

/** Silent: the button around it has the name. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
