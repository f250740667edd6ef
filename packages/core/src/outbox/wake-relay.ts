import { Client, type ClientConfig } from "pg";

import type { Services } from "#context.ts";

/** NOTIFY channel on which the relay hears that the outbox has something. */
export const wakeChannel = "cartwright_outbox";

export interface RelayWaker {
  /** Hand this to use cases as `wakeRelay`. Never throws, never waits. */
  readonly wake: () => void;
  close(): Promise<void>;
}

export interface RelayWakerOptions {
  readonly connection: ClientConfig;
  readonly log: Services["log"];
  /** Calls closer together than this become one NOTIFY. Default 20. */
  readonly everyMs?: number;
}

/**
 * Tells the relay, after commits, that there is something to do: at most one NOTIFY per 20 ms and process, on a connection
 * of its own. Inside the transactions themselves a NOTIFY would make all commits wait for each other. A lost wake-up costs
 * the relay's polling interval.
 */
export function createRelayWaker({ connection, log, everyMs = 20 }: RelayWakerOptions): RelayWaker {
  let client: Promise<Client> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> = Promise.resolve();
  let lastAt = 0;

  const send = (): void => {
    timer = undefined;
    lastAt = performance.now();
    sending = notify((client ??= connect(connection, forget))).catch((error: unknown) => {
      forget();
      log.warn({ err: error }, "relay_not_woken");
    });
  };
  const forget = (): void => {
    client = undefined;
  };
  return {
    wake() {
      timer ??= setTimeout(send, Math.max(0, everyMs - (performance.now() - lastAt)));
    },
    async close() {
      clearTimeout(timer);
      await sending;
      const open = await client?.catch(() => undefined);
      await open?.end();
    },
  };
}

async function notify(client: Promise<Client>): Promise<void> {
  const connected = await client;
  await connected.query(`notify ${wakeChannel}`);
}

async function connect(connection: ClientConfig, onLost: () => void): Promise<Client> {
  const client = new Client({ ...connection, application_name: "cartwright-waker", keepAlive: true });
  client.on("error", onLost);
  client.on("end", onLost);
  await client.connect();
  return client;
}
