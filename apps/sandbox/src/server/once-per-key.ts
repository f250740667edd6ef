import { createHash } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import { header } from "./exchange.ts";
import type { Exchange, Reply } from "./exchange.ts";
import { Refusal } from "./refusal.ts";

/** Answers a repeated `Idempotency-Key` from memory; 422 when its body differs. Requests without a key just run. */
export interface OncePerKey {
  run(exchange: Exchange, work: () => Reply): Reply;
  clear(): void;
}

const MOST_KEYS = 10_000;

export function oncePerKey(): OncePerKey {
  const answers = new BoundedMap<string, { fingerprint: string; reply: Reply }>(MOST_KEYS);
  return {
    run(exchange, work) {
      const key = header(exchange, "idempotency-key");
      if (key === undefined) return work();
      const fingerprint = createHash("sha256").update(exchange.rawBody).digest("hex");
      const slot = `${exchange.path} ${key}`;
      const known = answers.get(slot);
      if (known === undefined) {
        const reply = work();
        answers.set(slot, { fingerprint, reply });
        return reply;
      }
      if (known.fingerprint !== fingerprint)
        throw new Refusal(422, "idempotency_key_reused", "This Idempotency-Key was used with another body.");
      return { ...known.reply, headers: { ...known.reply.headers, "idempotent-replayed": "true" } };
    },
    clear: () => answers.clear(),
  };
}
