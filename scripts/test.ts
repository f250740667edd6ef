import { runAll } from "./test/run-all.ts";

process.exitCode = (await runAll((line) => console.log(line))) ? 0 : 1;
