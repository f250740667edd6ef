import { once } from "node:events";
import type { AddressInfo } from "node:net";

import { assembleSandbox } from "./assemble-sandbox.ts";
import type { SandboxSettings } from "./assemble-sandbox.ts";
import type { WebhookTargets } from "./outgoing/deliveries.ts";
import { createHttpServer } from "./server/http-server.ts";

export { manualClock } from "./clock.ts";
export type { Clock, ManualClock } from "./clock.ts";
export type { SandboxSettings, SandboxSecrets } from "./assemble-sandbox.ts";
export type { WebhookTargets } from "./outgoing/deliveries.ts";

export interface SandboxOptions extends SandboxSettings {
  /** 0 takes any free port. */
  port: number;
  /** 127.0.0.1 unless given. */
  host?: string;
  /** Where browsers reach the sandbox, when that is not where it listens. */
  publicUrl?: string;
}

export interface RunningSandbox {
  /** Without a trailing slash. */
  url: string;
  /** Changes where webhooks go from now on: a test's web server often starts after the sandbox. */
  pointWebhooksAt(targets: WebhookTargets): void;
  /** Forgets all state, as `POST /reset` does. */
  reset(): void;
  /** Stops listening, cancels timers and deliveries under way. */
  close(): Promise<void>;
}

/** Starts the sandbox. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const host = options.host ?? "127.0.0.1";
  let publicUrl = options.publicUrl;
  const sandbox = assembleSandbox(options, () => {
    if (publicUrl === undefined) throw new Error("The sandbox does not listen yet");
    return publicUrl;
  });
  const server = createHttpServer(sandbox);
  server.listen(options.port, host);
  await once(server, "listening");
  const url = `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${boundPort(server.address())}`;
  publicUrl ??= url;
  return {
    url,
    pointWebhooksAt: sandbox.pointWebhooksAt,
    reset: sandbox.reset,
    async close() {
      sandbox.stop();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The sandbox does not listen on a TCP port");
  return address.port;
}
