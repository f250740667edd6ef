import { z } from "zod";

const time = z.coerce.date();
const since = time.nullable();
const seenAt = { total: z.int().nullable() };

const steps = z.discriminatedUnion("step", [
  /** Wait for the products that orders are about, when they are being pulled for the first time. */
  z.object({ step: z.literal("products"), since: z.coerce.date() }),
  /** Read anew what webhooks told of, by id; up to `after` that is done, as of `readAt`. */
  z.object({ step: z.literal("hints"), after: z.string(), readAt: time.nullable() }),
  /** Look how much changed, and choose between pages and an export. */
  z.object({ step: z.literal("count") }),
  /** Read page after page of what changed; `read` so many since `since`. */
  z.object({
    step: z.literal("pages"),
    since: time,
    after: z.string().nullable(),
    read: z.int().default(0),
    ...seenAt,
  }),
  /** Ask for an export. */
  z.object({ step: z.literal("ask"), since }),
  /** Wait until Shopify has made it. */
  z.object({ step: z.literal("export"), id: z.string(), askedAt: time, since: since.default(null) }),
  /** Read its lines. */
  z.object({ step: z.literal("file"), id: z.string(), askedAt: time, fromByte: z.int(), ...seenAt }),
  /** Write what has been read. */
  z.object({ step: z.literal("write"), askedAt: time, after: z.int(), ...seenAt }),
]);

/** Where a run stands: enough for another process to go on. */
export type SyncCursor = z.output<typeof steps>;

export function writeCursor(cursor: SyncCursor): string {
  return JSON.stringify(cursor);
}

export function readCursor(text: string): SyncCursor {
  return steps.parse(JSON.parse(text));
}
