/** One message of a stream. `data` is JSON, made once for all who get it. */
export interface LiveMessage {
  /** The event's number; null for messages that are not part of the sequence (`shutdown`, pings). */
  readonly id: string | null;
  /** `state`, `resync`, `shutdown`, `order-count`, or the event's type. */
  readonly event: string;
  readonly data: string;
  /** How many bytes the data has. */
  readonly bytes: number;
  /** The same as bytes of an event stream, made once and shared: never write into it. */
  readonly frame: Uint8Array;
}

const encoder = new TextEncoder();

/** Makes a message; its bytes are made when first asked for. */
export function createMessage({ id, event, data }: { id: string | null; event: string; data: string }): LiveMessage {
  let frame: Uint8Array | undefined;
  let bytes: number | undefined;
  return {
    id,
    event,
    data,
    get bytes() {
      return (bytes ??= Buffer.byteLength(data));
    },
    get frame() {
      return (frame ??= encoder.encode(`${id === null ? "" : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`));
    },
  };
}

/** Keeps connections open through proxies; readers ignore it. */
export const ping: LiveMessage = { id: null, event: "ping", data: "{}", bytes: 2, frame: encoder.encode(": ping\n\n") };
