import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { testsBeside } from "./env.ts";

// The shop starts beside other tests; pages are looked at when those are over.
const others = testsBeside();
while (others !== undefined && existsSync(others)) await sleep(200);
