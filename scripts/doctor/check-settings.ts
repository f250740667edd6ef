import { readDemoFile } from "../demo/demo-file.ts";
import type { Finding, Patient } from "./run-doctor.ts";

const secrets = ["NEXTAUTH_SECRET", "JWT_SECRET", "ENCRYPTION_KEY", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"];

/** Whether the environment names what web and worker need; the demo makes all of it up itself. */
export function checkSettings({ env }: Patient): Finding[] {
  return [checkNode(), checkSecrets(env.inherited, readDemoFile(env.dataDir) !== undefined)];
}

function checkNode(): Finding {
  const what = "node";
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= 24) return { what, state: "ok", detail: process.version };
  return {
    what,
    state: "failed",
    detail: `${process.version} is too old`,
    advice: "Start through pnpm, which brings Node 26",
  };
}

function checkSecrets(inherited: Record<string, string>, isDemo: boolean): Finding {
  const what = "environment";
  const missing = secrets.filter((name) => inherited[name] === undefined);
  if (missing.length === 0) return { what, state: "ok", detail: "all secrets are set" };
  if (isDemo) return { what, state: "ok", detail: "the running demo made its own secrets" };
  return {
    what,
    state: "warning",
    detail: `not set: ${missing.join(", ")}`,
    advice: "Fine for pnpm demo, which makes its own; for production set them as .env.example says",
  };
}
