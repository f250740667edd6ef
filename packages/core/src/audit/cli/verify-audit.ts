import { parseArgs } from "node:util";

import { z } from "zod";

import { createDb } from "@cartwright/db";

import { readCommandEnv } from "#cli/env.ts";

import { type AuditHead, verifyAudit } from "../verify-audit.ts";

const usage = `Usage: pnpm db:verify-audit [--organization <id>] [--head <organization>:<position>:<hash> …]

Holds every row of the audit log against its chain. Ends with 1 when one does not fit. The heads that it prints can be kept
elsewhere and given again: then a chain that was rewritten as a whole is found as well.`;

const words = {
  missing: "is missing",
  changed: "does not say what it said when it was written",
  cut_off: "was there, and the chain ends before it",
  not_as_kept: "is not the one whose hash was kept",
} as const;

const head = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,18}:[0-9a-f]{64}$/)
  .transform((text): AuditHead => {
    const [organizationId = "", position = "", hash = ""] = text.split(":");
    return { organizationId, position: BigInt(position), hash };
  });
const options = z.object({ organization: z.uuid().optional(), head: z.array(head).default([]) });

const given = options.safeParse(readArguments());
if (!given.success) {
  console.error(usage);
  process.exit(2);
}
const db = createDb({
  connectionString: readCommandEnv().databaseUrl,
  max: 1,
  applicationName: "cartwright-verify-audit",
});
let wrong = 0;
try {
  const { organization: organizationId, head: kept } = given.data;
  const chains = verifyAudit(db, {
    organizationId,
    kept,
    onFinding({ organizationId: id, position, problem }) {
      wrong += 1;
      console.error(`${id}: row ${position} ${words[problem]}`);
    },
  });
  for await (const { organizationId: id, rows, struck, waiting, head: end } of chains) {
    console.log(`${id}: ${rows} rows, ${struck} with somebody struck out, ${waiting} waiting for their place`);
    if (end) console.log(`  head ${id}:${end.position}:${end.hash}`);
  }
  console.log(wrong === 0 ? "every row fits its chain" : `${wrong} places do not fit`);
  if (wrong > 0) process.exitCode = 1;
} finally {
  await db.close();
}

function readArguments(): unknown {
  try {
    return parseArgs({ options: { organization: { type: "string" }, head: { type: "string", multiple: true } } })
      .values;
  } catch {
    return undefined;
  }
}
