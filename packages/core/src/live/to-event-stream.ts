import type { LiveMessage } from "./live-message.ts";
import type { LiveStream } from "./open-stream.ts";

/** The first bytes of every event stream: a reader that is cut off comes back after two seconds. */
export const opening = new TextEncoder().encode("retry: 2000\n\n");

/**
 * A stream as the bytes of `text/event-stream`. What waits is sent as one piece; the bytes of a message are made once for all
 * its readers. Nothing is buffered here beyond what the consumer asks for.
 */
export function toEventStream(stream: LiveStream): ReadableStream<Uint8Array> {
  let opened = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!opened) {
          opened = true;
          controller.enqueue(opening);
          return;
        }
        const messages = await stream.take();
        if (messages === null) controller.close();
        else controller.enqueue(joinFrames(messages));
      },
      cancel() {
        stream.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** The bytes of these messages in one piece; those of a single message are not copied. */
export function joinFrames(messages: readonly LiveMessage[]): Uint8Array {
  const [only] = messages;
  return messages.length === 1 && only !== undefined ? only.frame : Buffer.concat(messages.map(({ frame }) => frame));
}
