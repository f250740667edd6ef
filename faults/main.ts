import { parseArgs } from "node:util";

import { openServer } from "./open-server.ts";
import { printOutcome, printTable } from "./print-table.ts";
import { runScenario, type Outcome } from "./run-scenario.ts";
import { scenarios } from "./scenarios/index.ts";
import { writeTable } from "./write-table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    short: { type: "boolean", default: false },
    patience: { type: "string", default: "10" },
  },
});
const seed = Number(values.seed);
const patienceSeconds = Number(values.patience);
const unknown = positionals.find((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown !== undefined || !Number.isSafeInteger(seed) || !(patienceSeconds > 0)) {
  console.error(
    unknown === undefined
      ? "The seed is a whole number, patience a number of seconds."
      : `There is no scenario "${unknown}". There are: ${scenarios.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(2);
}
const chosen = scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
console.log(`${chosen.length} scenarios with seed ${seed}; --seed ${seed} does the same to the same workers again`);

const postgres = await openServer();
const outcomes: Outcome[] = [];
try {
  for (const scenario of chosen) {
    const outcome = await runScenario(scenario, {
      seed,
      seconds: values.short ? 3 : 10,
      postgres,
      patienceMs: patienceSeconds * 1_000,
    });
    printOutcome(outcome, console.log);
    outcomes.push(outcome);
  }
} finally {
  await postgres.remove();
}
printTable(outcomes, console.log);
const right = outcomes.every(({ wrongs }) => wrongs.length === 0);
// The page shows whole runs only.
if (right && !values.short && patienceSeconds === 10 && chosen.length === scenarios.length) writeTable(outcomes, seed);
process.exit(right ? 0 : 1);
