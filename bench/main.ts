import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";

import { benches } from "./benches/index.ts";
import { printTable } from "./print-table.ts";
import { runBench } from "./run-bench.ts";

const write = (line: string) => console.log(line);
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !benches.some((bench) => bench.name === name));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}". There are: ${benches.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const results = join(import.meta.dirname, "results");
mkdirSync(results, { recursive: true });
const machine = { cores: availableParallelism(), memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version };
for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  write(`${bench.name}: ${bench.about}`);
  const measured = await runBench(bench, write);
  printTable(bench.name, measured, write);
  const result = { name: bench.name, about: bench.about, at: new Date().toISOString(), machine, results: measured };
  writeFileSync(join(results, `${bench.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}
// Pools of the tools that made the load may linger.
process.exit(0);
