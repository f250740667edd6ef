import { readDemoFile } from "./demo/demo-file.ts";
import { readToolEnv } from "./env.ts";
import { walk } from "./smoke/walk.ts";

const demo = readDemoFile(readToolEnv().dataDir);
if (!demo) {
  console.error("No running instance was found. Start one with `pnpm demo`, then run this again.");
  process.exit(1);
}
try {
  await walk(demo);
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
