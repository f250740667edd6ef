import { Client } from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openAdmin } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";
import { readInstance } from "./instance.ts";

let browser: Browser;
let database: Client;

beforeAll(async () => {
  browser = await launchChromium();
  database = new Client({ connectionString: readInstance().databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await browser.close();
  await database.end();
});

test("a failed job is told in the title, retried, and done", async () => {
  const reason = `Could not be reached, try ${Date.now()}`;
  await addFailedJob(reason);
  const page = await openAdmin(browser, "/admin/jobs");
  await page.getByText(reason).waitFor();
  await page.waitForFunction(() => /^\d+ failed jobs?/.test(document.title));
  const row = page.getByRole("row").filter({ hasText: reason });
  await row.getByRole("checkbox").check();
  await page.getByText("1 selected").waitFor();
  await page.getByRole("button", { name: "Retry now" }).click();
  await page.getByText("1 job retried").waitFor();
  await page.mouse.move(5, 5);
  await page.getByText(reason).waitFor({ state: "detached" });
  const { rowCount } = await database.query("select 1 from graphile_worker.jobs where last_error = $1", [reason]);
  expect(rowCount).toBe(0);
  await page.context().close();
});

test("discarding says how many and what is lost", async () => {
  const reason = `Nobody needs this, ${Date.now()}`;
  await addFailedJob(reason);
  const page = await openAdmin(browser, "/admin/jobs");
  await page.getByRole("row").filter({ hasText: reason }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("heading", { name: "Discard 1 job" }).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Discard 1 job" }).click();
  await page.getByText("1 job discarded").waitFor();
  const { rowCount } = await database.query("select 1 from graphile_worker.jobs where last_error = $1", [reason]);
  expect(rowCount).toBe(0);
  await page.context().close();
});

/** A harmless sweep that has used up its tries. */
async function addFailedJob(reason: string): Promise<void> {
  const added = await database.query<{ id: string }>(
    "select id from graphile_worker.add_job('sweep-payments', '{}', run_at := now() + interval '1 day')",
  );
  await database.query("select graphile_worker.permanently_fail_jobs($1::bigint[], $2)", [[added.rows[0]?.id], reason]);
}
