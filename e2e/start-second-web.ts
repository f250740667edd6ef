import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { resolve } from "node:path";

import { vi } from "vitest";

import { programEnv } from "./env.ts";
import { readInstance, readSecrets } from "./instance.ts";

export interface SecondWeb {
  readonly webUrl: string;
  readonly apiKey: string;
  stop(): Promise<void>;
}

const web = resolve(import.meta.dirname, "../apps/web");

/** Starts one more web process beside the instance's own: the same environment and database, another port. Waits until it is ready. */
export async function startSecondWeb(): Promise<SecondWeb> {
  const { webUrl, sandboxUrl, databaseUrl, apiKey, jwtSecret, webhookSecrets } = readInstance();
  const { nextAuthSecret, encryptionKey, stripeSecretKey } = readSecrets();
  const port = await freePort();
  const child = spawn(process.execPath, ["src/start.ts"], {
    cwd: web,
    stdio: "ignore",
    env: programEnv({
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      WEB_URL: webUrl,
      NEXTAUTH_URL: webUrl,
      NEXTAUTH_SECRET: nextAuthSecret,
      JWT_SECRET: jwtSecret,
      ENCRYPTION_KEY: encryptionKey,
      STRIPE_SECRET_KEY: stripeSecretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecrets["stripe"] ?? "",
      STRIPE_API_BASE: sandboxUrl,
      ALLOW_PRIVATE_CALLBACKS: "1",
    }),
  });
  const second = `http://localhost:${port}`;
  await vi.waitFor(() => checkReady(second), { timeout: 60_000, interval: 200 });
  return {
    webUrl: second,
    apiKey,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function checkReady(url: string): Promise<void> {
  const { ok, status } = await fetch(`${url}/api/health/ready`);
  if (!ok) throw new Error(`the second web process answered ${status}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  server.close();
  await once(server, "close");
  return port;
}
