/** A relay in a process of its own, for tests that kill it: `node run-relay.ts <database url>`. */
import { pino } from "pino";

import { startRelay } from "../outbox/start-relay.ts";

startRelay({
  connection: { connectionString: process.argv[2] },
  log: pino({ level: "silent" }),
  onActive: () => process.send?.("active"),
});
