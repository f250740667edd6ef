import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";

import { liveStreams } from "@cartwright/core/live/stream-input";

import { errorDto } from "#schemas/errors.ts";

const refusal = (description: string) => ({ description, content: { "application/json": { schema: errorDto } } });

/** Server-sent events are no procedure's JSON answer, so they are described by hand. */
export const livePaths: ZodOpenApiPathsObject = {
  "/live/{stream}": {
    get: {
      operationId: "live.stream",
      tags: ["Live"],
      summary: "Follow a stream: the present state, then every change",
      description:
        "Server-sent events. `id` is the event's number: reconnect with it in Last-Event-ID and nothing is missed or repeated; " +
        "when it is older than what is kept, one `resync` with the present state comes first. A comment at least every 30 s keeps the line open. " +
        "`shutdown` says that the server is about to end the stream.",
      security: [{}, { bearer: [] }, { session: [] }],
      requestParams: {
        path: z.object({ stream: z.enum(liveStreams) }),
        query: z.object({
          pattern: z
            .string()
            .optional()
            .meta({ description: "For `events`: a type or a pattern.", example: "order.*" }),
        }),
        header: z.object({ "Last-Event-ID": z.string().optional() }),
      },
      responses: {
        "200": { description: "The stream.", content: { "text/event-stream": { schema: z.string() } } },
        "400": refusal("The pattern or the Last-Event-ID is malformed."),
        "401": refusal("This stream is for those who signed in."),
        "403": refusal("This stream is for staff."),
        "404": refusal("There is no such stream."),
        "503": refusal("Too many streams are open."),
      },
    },
  },
};
