import { z } from "zod/mini";

const message = z.object({ event: z.string(), data: z.unknown() });
const tracked = z.object({ id: z.string(), data: message });

/** What happened, as far as a page must know it to read its data again. */
export interface LiveNews {
  readonly event: string;
  /** The order it is about, if it is about one. */
  readonly orderId: string | null;
}

const aboutOrder = z.object({ orderId: z.string() });
const inEnvelope = z.object({ data: aboutOrder });

/** Reads one message of a live stream, numbered or not; null for what is no news, such as a goodbye at shutdown. */
export function readNews(value: unknown): LiveNews | null {
  const numbered = tracked.safeParse(value);
  const plain = numbered.success ? numbered.data.data : message.safeParse(value).data;
  if (!plain || plain.event === "shutdown" || plain.event === "ping") return null;
  const direct = aboutOrder.safeParse(plain.data);
  const wrapped = inEnvelope.safeParse(plain.data);
  const orderId = direct.success ? direct.data.orderId : wrapped.success ? wrapped.data.data.orderId : null;
  return { event: plain.event, orderId };
}
