import { expect, test, vi } from "vitest";

import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { createGuard } from "./create-guard.ts";

const down = () => Promise.reject(new ProviderUnavailableError("down"));
const never = () => new Promise<never>(() => undefined);

test("after five failures in a row the vendor is left alone: no sixth call is made", async () => {
  const guard = createGuard({ name: "acme", timeoutMs: 1_000 });
  const call = vi.fn<typeof down>(down);
  for (let i = 0; i < 8; i += 1) await expect(guard.run(call)).rejects.toBeInstanceOf(ProviderUnavailableError);
  expect(call).toHaveBeenCalledTimes(5);
  expect(guard.state().circuit).toBe("open");
});

test("a refusal is an answer: it never opens the circuit", async () => {
  const guard = createGuard({ name: "acme", timeoutMs: 1_000, opensAfter: 2 });
  const refuse = () => Promise.reject(new ProviderRefusedError("no", { code: "card_declined" }));
  for (let i = 0; i < 5; i += 1) await expect(guard.run(refuse)).rejects.toBeInstanceOf(ProviderRefusedError);
  expect(guard.state().circuit).toBe("closed");
});

test("one success after the pause closes the circuit", async () => {
  const guard = createGuard({ name: "acme", timeoutMs: 1_000, opensAfter: 1, firstPauseMs: 1 });
  await expect(guard.run(down)).rejects.toThrow("down");
  await expect.poll(() => guard.run(async () => "up").catch(() => "still open")).toBe("up");
  expect(guard.state().circuit).toBe("closed");
});

test("a call that hangs is given up, told as unavailable, aborted, and counted against the vendor", async () => {
  const guard = createGuard({ name: "acme", timeoutMs: 20, opensAfter: 1 });
  const signals: AbortSignal[] = [];
  const hang = (signal: AbortSignal) => {
    signals.push(signal);
    return never();
  };
  await expect(guard.run(hang)).rejects.toThrow("acme did not answer in time");
  expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  expect(guard.state().circuit).toBe("open");
});

test("no more calls run at once than allowed, and past the queue a call is refused at once", async () => {
  const guard = createGuard({ name: "acme", timeoutMs: 1_000, maxConcurrent: 2, maxQueued: 1 });
  const gate = Promise.withResolvers<string>();
  const held = [1, 2, 3].map(() => guard.run(() => gate.promise));
  expect(guard.state()).toEqual({ circuit: "closed", underWay: 2, queued: 1 });
  await expect(guard.run(() => gate.promise)).rejects.toThrow("too many calls to acme at once");
  gate.resolve("done");
  expect(await Promise.all(held)).toEqual(["done", "done", "done"]);
  expect(guard.state()).toEqual({ circuit: "closed", underWay: 0, queued: 0 });
});
