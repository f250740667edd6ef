import type { Outcome } from "./run-scenario.ts";

type Write = (line: string) => void;

/** Says in one line how a scenario went, and what is wrong, if anything. */
export function printOutcome(outcome: Outcome, write: Write): void {
  const { name, recoverySeconds, committed, wrongs, stuckNames, logFolder } = outcome;
  const { events, jobs, callbacks } = committed;
  const recovered = recoverySeconds === null ? "never recovered" : `recovered in ${recoverySeconds.toFixed(1)} s`;
  write(
    `${wrongs.length === 0 ? "✓" : "✗"} ${name}: ${events} events, ${jobs} jobs, ${callbacks} callbacks; ${recovered}`,
  );
  for (const wrong of wrongs) write(`    ${wrong}`);
  for (const stuck of stuckNames) write(`    stuck: ${stuck}`);
  if (wrongs.length > 0) write(`    logs of the workers: ${logFolder}`);
}

/** The table in Markdown, which reads well in a terminal too. */
export function printTable(outcomes: readonly Outcome[], write: Write): void {
  for (const line of tableOf(outcomes)) write(line);
}

/** Lines of the table. */
export function tableOf(outcomes: readonly Outcome[]): string[] {
  const head = [
    "what is done",
    "events / jobs / callbacks",
    "lost",
    "twice instead of once",
    "repeated jobs, callbacks (in flight)",
    "out of order",
    "stuck after 10 s",
    "idle workers",
    "recovers in",
  ];
  return [row(head), row(head.map(() => "---")), ...outcomes.map((outcome) => row(cellsOf(outcome)))];
}

function cellsOf(outcome: Outcome): string[] {
  const { about, committed, lost, doubled, repeated, inFlight, outOfOrder, stuck, idleWorkers } = outcome;
  const { recoverySeconds } = outcome;
  return [
    about,
    `${committed.events} / ${committed.jobs} / ${committed.callbacks}`,
    String(lost),
    String(doubled),
    `${repeated.jobs} (≤ ${inFlight.jobs}), ${repeated.callbacks} (≤ ${inFlight.callbacks})`,
    String(outOfOrder),
    String(stuck),
    String(idleWorkers),
    recoverySeconds === null ? "never" : `${recoverySeconds.toFixed(1)} s`,
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
