import { runDoctor } from "./doctor/run-doctor.ts";

process.exitCode = (await runDoctor((line) => console.log(line))) ? 0 : 1;
