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

test("a failed job is told in the title, found by its error, explained on its page, retried, and done", async () => {
  const reason = `Could not be reached, try ${Date.now()}`;
  const id = await addFailedJob(reason);
  const page = await openAdmin(browser, `/admin/jobs/list?q=${encodeURIComponent(reason.toLowerCase())}`);
  await page.waitForFunction(() => /^\d+ failed jobs?/.test(document.title));
  await page.getByRole("row").filter({ hasText: reason }).getByRole("link").click();
  await page.getByRole("heading", { name: "sweep-payments" }).waitFor();
  await page.getByText("tries are used up").waitFor();
  await page.getByText(`Job ${id}`).waitFor();
  await page.getByRole("button", { name: "Retry now" }).click();
  await page.getByText("1 job retried").waitFor();
  await page.getByRole("region", { name: "Tries" }).getByText("Done").waitFor();
  const { rowCount } = await database.query("select 1 from graphile_worker.jobs where last_error = $1", [reason]);
  expect(rowCount).toBe(0);
  await page.context().close();
});

test("discarding says how many and what is lost", async () => {
  const reason = `Nobody needs this, ${Date.now()}`;
  await addFailedJob(reason);
  const page = await openAdmin(browser, "/admin/jobs/list");
  await page.getByRole("row").filter({ hasText: reason }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("heading", { name: "Discard 1 job" }).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Discard 1 job" }).click();
  await page.getByText("1 job discarded").waitFor();
  const { rowCount } = await database.query("select 1 from graphile_worker.jobs where last_error = $1", [reason]);
  expect(rowCount).toBe(0);
  await page.context().close();
});

test("a task is paused with a reason, which its jobs tell, and resumed", async () => {
  const page = await openAdmin(browser, "/admin/jobs");
  await page.getByRole("button", { name: "Pause sweep-callbacks" }).click();
  await page.getByLabel("Reason").fill("The receiver moves house");
  await page.getByRole("dialog").getByRole("button", { name: "Pause sweep-callbacks" }).click();
  await page.getByText("Paused: The receiver moves house").waitFor();
  const { rows } = await database.query<{ id: string }>(
    "select id from graphile_worker.add_job('sweep-callbacks', '{}')",
  );
  await page.goto(`${readInstance().webUrl}/admin/jobs/${rows[0]?.id}`);
  await page.getByText("sweep-callbacks is paused: The receiver moves house.").waitFor();
  await page.goto(`${readInstance().webUrl}/admin/jobs`);
  await page.getByRole("button", { name: "Resume sweep-callbacks" }).click();
  await page.getByText("sweep-callbacks goes on").waitFor();
  const pauses = await database.query("select 1 from job_pauses where task = 'sweep-callbacks'");
  expect(pauses.rowCount).toBe(0);
  await page.context().close();
});

test("dead letters of one cause are let go together", async () => {
  const name = `finding-${Date.now()}`;
  await database.query(
    `insert into dead_letters (id, kind, name, ref, payload, error, attempts)
     select gen_random_uuid(), 'integrity', $1, n::text || $1, '{}', 'expected ' || n || ', found 7', 1
     from generate_series(1, 3) n`,
    [name],
  );
  const page = await openAdmin(browser, "/admin/jobs/dead-letters");
  const cause = page.getByRole("listitem").filter({ hasText: name });
  await cause.getByText("expected #, found #").waitFor();
  await cause.getByRole("button", { name: "Let 3 go" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Let 3 dead letters go" }).click();
  await page.getByText("3 dead letters let go").waitFor();
  await cause.waitFor({ state: "detached" });
  const open = await database.query("select 1 from dead_letters where name = $1 and resolved_at is null", [name]);
  expect(open.rowCount).toBe(0);
  await page.context().close();
});

/** A harmless sweep that has used up its tries. */
async function addFailedJob(reason: string): Promise<string> {
  const added = await database.query<{ id: string }>(
    "select id from graphile_worker.add_job('sweep-payments', '{}', run_at := now() + interval '1 day')",
  );
  const id = added.rows[0]?.id ?? "";
  await database.query("select graphile_worker.permanently_fail_jobs($1::bigint[], $2)", [[id], reason]);
  return id;
}
