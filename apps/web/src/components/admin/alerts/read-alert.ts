import { z } from "zod/mini";

const told = z.object({
  eventId: z.string(),
  data: z.object({ level: z.enum(["info", "warning"]), text: z.string(), link: z.nullable(z.string()) }),
});
const message = z.object({ event: z.literal("alert.raised"), data: told });
const tracked = z.object({ id: z.string(), data: message });

/** What a rule wants everybody in the admin to see. */
export interface LiveAlert {
  readonly id: string;
  readonly level: "info" | "warning";
  readonly text: string;
  readonly link: string | null;
}

/** Reads an alert out of a message of a live stream; null for all others. */
export function readAlert(value: unknown): LiveAlert | null {
  const numbered = tracked.safeParse(value);
  const plain = numbered.success ? numbered.data.data : message.safeParse(value).data;
  return plain ? { id: plain.data.eventId, ...plain.data.data } : null;
}
