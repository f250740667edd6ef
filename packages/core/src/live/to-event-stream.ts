import type { LiveStream } from "./open-stream.ts";

const opening = new TextEncoder().encode("retry: 2000\n\n");

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
        else controller.enqueue(joined(messages.map(({ frame }) => frame)));
      },
      cancel() {
        stream.close();
      },
    },
    { highWaterMark: 0 },
  );
}

function joined(frames: readonly Uint8Array[]): Uint8Array {
  const [only] = frames;
  return frames.length === 1 && only !== undefined ? only : Buffer.concat(frames);
}
