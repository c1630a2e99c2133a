/** One step of a trace that is recorded. */
export interface Span {
  /** By which what follows from it is linked to it, in another process, too: a W3C `traceparent`. */
  readonly link: string;
  /** Ids and outcomes, never what players may not see. */
  end(facts: Facts, failed?: boolean): void;
}

type Facts = Readonly<Record<string, string | number>> & { readonly name?: string };

/** Null spans are those of traces that are not recorded, which are most: they cost nothing. */
export interface Tracing {
  /** Begins a trace. */
  root(name: string): Span | null;
  /** Begins what follows from the span of that link, if it was recorded. */
  below(name: string, link: string | undefined): Span | null;
}

export const noTracing: Tracing = { root: () => null, below: () => null };
