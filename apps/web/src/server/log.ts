import { z } from "zod";

import { createLog } from "@cartwright/core/logging/create-log";

const level = z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).catch("info");

/** The log of the server itself, which runs beside what Next has bundled. */
export function serverLog(): ReturnType<typeof createLog> {
  // oxlint-disable-next-line node/no-process-env -- before the environment is parsed, which a broken one does not survive
  return createLog({ app: "web", level: level.parse(process.env["LOG_LEVEL"]) });
}
