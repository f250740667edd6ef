import { readDemoFile } from "../demo/demo-file.ts";
import { readToolEnv, type ToolEnv } from "../env.ts";
import { checkDatabase } from "./check-database.ts";
import { checkHttp } from "./check-http.ts";
import { checkMail } from "./check-mail.ts";
import { checkSettings } from "./check-settings.ts";

export interface Finding {
  what: string;
  state: "ok" | "warning" | "failed";
  /** What was seen. */
  detail: string;
  /** What to do about it; absent when all is well. */
  advice?: string;
}

export interface Patient {
  env: ToolEnv;
  /** Undefined: nothing says where the database is. */
  databaseUrl: string | undefined;
  webUrl: string;
  sandboxUrl: string | undefined;
}

/** Checks everything that Cartwright needs, one line each; answers whether all of it is in order. */
export async function runDoctor(write: (line: string) => void): Promise<boolean> {
  const patient = examine();
  const findings = [
    ...checkSettings(patient),
    ...(await checkDatabase(patient)),
    ...(await checkHttp(patient)),
    await checkMail(patient),
  ];
  for (const finding of findings) write(show(finding));
  const failed = findings.filter((finding) => finding.state === "failed").length;
  write(failed === 0 ? "Everything that must work does." : `${failed} of ${findings.length} checks failed.`);
  return failed === 0;
}

// A running demo or dev says where its parts are; without one the environment does.
function examine(): Patient {
  const env = readToolEnv();
  const demo = readDemoFile(env.dataDir);
  return {
    env,
    databaseUrl: env.databaseUrl ?? demo?.databaseUrl,
    webUrl: env.inherited["WEB_URL"] ?? demo?.webUrl ?? `http://localhost:${env.port}`,
    sandboxUrl: env.inherited["SANDBOX_URL"] ?? demo?.sandboxUrl,
  };
}

function show({ what, state, detail, advice }: Finding): string {
  const sign = { ok: "✓", warning: "!", failed: "✗" }[state];
  return `${sign} ${what.padEnd(12)} ${detail}${advice === undefined ? "" : `. ${advice}`}`;
}
