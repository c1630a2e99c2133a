const PATHS = {
  close: "M6 6 18 18M18 6 6 18",
  menu: "M4 7H20M4 12H20M4 17H20",
  help: "M9 9.2A3.2 3.2 0 1 1 13.4 12.2C12.4 12.7 12 13.3 12 14.5M12 18V18.1",
  palette: "M12 3.5C6 10 5 12 5 14.5A7 7 0 0 0 19 14.5C19 12 18 10 12 3.5Z",
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
