import type { ServerResponse } from "node:http";

import type { LiveStream } from "@cartwright/core/live/open-stream";
import { joinFrames, opening } from "@cartwright/core/live/to-event-stream";

/** Streams to which Node may write straight, by the answer that carries them. */
const streams = new WeakMap<Response, LiveStream>();

// Pings go out every 30 seconds, give or take: a socket on which nothing moved for so long has nobody behind it.
const deadAfterMs = 39_000;
// A machine that vanished closes nothing. Node asks after so long of silence and gives up ten seconds later.
const probeAfterMs = 10_000;

/** Notes which stream is in the answer, for servers that need no web stream around it. */
export function carryLive(response: Response, stream: LiveStream): Response {
  streams.set(response, stream);
  return response;
}

/** The stream that is in this answer, if one is. */
export function liveOf(response: Response): LiveStream | undefined {
  return streams.get(response);
}

/**
 * Writes a stream to its reader until either ends. All readers of a message are sent the same bytes, and a reader whose
 * socket is full is asked for nothing more until it has drained: what waits for it meanwhile is in its bounded queue alone.
 */
export async function sendLive(stream: LiveStream, outgoing: ServerResponse): Promise<void> {
  let resume: (() => void) | undefined;
  const goOn = (): void => resume?.();
  outgoing.on("drain", goOn);
  outgoing.on("close", () => {
    stream.close();
    goOn();
  });
  // It may have left before anybody listened for that.
  if (outgoing.destroyed) return stream.close();
  outgoing.socket?.setKeepAlive(true, probeAfterMs);
  outgoing.setTimeout(deadAfterMs, () => outgoing.destroy());
  outgoing.write(opening);
  for (let messages = await stream.take(); messages !== null; messages = await stream.take()) {
    if (outgoing.destroyed) return;
    if (outgoing.write(joinFrames(messages)) || outgoing.destroyed) continue;
    await new Promise<void>((drained) => (resume = drained));
  }
  outgoing.end();
}
