import { z } from "zod";

/** RFC 3339 with seconds and up to nine digits after them, kept as it is: a Date would lose the nanoseconds. */
export const timestamp = z.iso
  .datetime({ offset: true, abort: true, error: "must be an RFC 3339 time" })
  .regex(
    /T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/,
    "must have seconds and at most nine digits after them",
  );
