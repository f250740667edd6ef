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
  let isSending = false;
  let isDue = false;

  const send = (): void => {
    timer = undefined;
    // One statement at a time: what is committed while one is under way may not be covered by it.
    isDue = isSending;
    if (isSending) return;
    isSending = true;
    lastAt = performance.now();
    sending = notify((client ??= connect(connection, forget)))
      .catch((error: unknown) => {
        forget();
        log.warn({ err: error }, "relay_not_woken");
      })
      .finally(() => {
        isSending = false;
        if (isDue) send();
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

/** A connection on which no answer came for so long is dead, even if nobody has closed it. */
const answerMs = 10_000;

async function notify(client: Promise<Client>): Promise<void> {
  const connected = await client;
  await connected.query(`notify ${wakeChannel}`);
}

async function connect(connection: ClientConfig, onLost: () => void): Promise<Client> {
  const client = new Client({
    ...connection,
    application_name: "cartwright-waker",
    keepAlive: true,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  client.on("error", onLost);
  client.on("end", onLost);
  await client.connect();
  return client;
}
