import { spawn } from "node:child_process";
import { join } from "node:path";

import { z } from "zod";

import type { Bench } from "../bench.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { readStartCommand } from "../start-command.ts";

const items = 1_000_000;

const report = z.object({
  seconds: z.number(),
  processorSeconds: z.number(),
  peakRssMiB: z.number(),
  updated: z.number(),
  unchanged: z.number(),
});

export const runSync: Bench = {
  name: "run-sync",
  about: `a sync of ${items.toLocaleString("en")} items of which 1 % changed, in a process of its own`,
  async open() {
    const database = await openPrivateDatabase({ connections: 4 });
    const { pool } = database.db;
    await pool.query("drop table if exists bench_articles");
    await pool.query("create table bench_articles (sku text primary key, price int not null)");
    await pool.query("insert into bench_articles select 'A' || n, n from generate_series(1, $1) n", [items]);
    await pool.query("vacuum analyze bench_articles");
    let round = 0;
    return {
      async run() {
        round += 1;
        const { seconds, processorSeconds, peakRssMiB, updated, unchanged } = await runApart(database.url, round);
        if (updated !== items / 100 || updated + unchanged !== items) throw new Error("the sync did something else");
        return [
          { metric: "whole run", value: seconds, unit: "s", promised: 120, lowerIsBetter: true },
          { metric: "processor time of the process", value: processorSeconds, unit: "s" },
          { metric: "items", value: items / seconds, unit: "/s" },
          { metric: "peak memory", value: peakRssMiB, unit: "MiB", promised: 250, lowerIsBetter: true },
        ];
      },
      async close() {
        await pool.query("drop table if exists bench_articles");
        await database.close();
      },
    };
  },
};

// The memory that is measured is the sync's alone, with the heap that a worker is given.
async function runApart(databaseUrl: string, round: number): Promise<z.infer<typeof report>> {
  const script = join(import.meta.dirname, "..", "sync-million.ts");
  const { flags } = readStartCommand("worker");
  const child = spawn(process.execPath, [...flags, script, databaseUrl, String(items), String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (code !== 0) throw new Error(`the sync ended with ${code}`);
  return report.parse(JSON.parse(out));
}
