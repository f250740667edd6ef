import { expect, test, vi } from "vitest";

import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { createGuard, type Guard } from "./create-guard.ts";
import { listGuards } from "./watch-guards.ts";

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
  expect(guard.state()).toMatchObject({ circuit: "closed", underWay: 2, queued: 1 });
  await expect(guard.run(() => gate.promise)).rejects.toThrow("too many calls to acme at once");
  gate.resolve("done");
  expect(await Promise.all(held)).toEqual(["done", "done", "done"]);
  expect(guard.state()).toMatchObject({ circuit: "closed", underWay: 0, queued: 0, answered: 3, turnedAway: 1 });
});

/** A guard whose circuit has just opened and is due for its probe. */
async function dueForProbe(options: { maxConcurrent?: number; maxQueued?: number } = {}): Promise<Guard> {
  const guard = createGuard({ name: "acme", timeoutMs: 60_000, opensAfter: 1, firstPauseMs: 0, ...options });
  await expect(guard.run(down)).rejects.toThrow("down");
  expect(guard.state().circuit).toBe("open");
  return guard;
}

test("a half-open circuit lets one probe through, and the others follow when it succeeds", async () => {
  const guard = await dueForProbe();
  const probe = Promise.withResolvers<string>();
  const calls = vi.fn<() => Promise<string>>(() => probe.promise);
  const all = Array.from({ length: 10 }, () => guard.run(calls));
  await expect.poll(() => calls.mock.calls.length).toBe(1);
  expect(guard.state()).toMatchObject({ circuit: "half_open", underWay: 1, queued: 0 });
  probe.resolve("up");
  expect(new Set(await Promise.all(all))).toEqual(new Set(["up"]));
  expect(calls).toHaveBeenCalledTimes(10);
});

test("when the probe fails the others are turned away without a call", async () => {
  const guard = createGuard({ name: "acme", timeoutMs: 60_000, opensAfter: 1, firstPauseMs: 1 });
  await expect(guard.run(down)).rejects.toThrow("down");
  await expect.poll(() => Date.now() > (guard.state().probeAt?.getTime() ?? Infinity)).toBe(true);
  const probe = Promise.withResolvers<never>();
  const calls = vi.fn<() => Promise<never>>(() => probe.promise);
  const all = Array.from({ length: 10 }, () => guard.run(calls));
  vi.useFakeTimers({ toFake: ["Date"] });
  probe.reject(new ProviderUnavailableError("still down"));
  const errors = await Promise.all(all.map((call) => call.catch((error: unknown) => String(error))));
  vi.useRealTimers();
  expect(calls).toHaveBeenCalledTimes(1);
  expect(errors.filter((text) => String(text).includes("left alone"))).toHaveLength(9);
});

test("a caller who leaves ends the call at once, and that is no failure of the service", async () => {
  const guard = createGuard({ name: "acme", opensAfter: 1, maxConcurrent: 1 });
  const caller = new AbortController();
  const underWay = guard.run(never, caller.signal);
  const waiting = guard.run(never, caller.signal);
  caller.abort(new Error("stopping"));
  await expect(underWay).rejects.toThrow("stopping");
  await expect(waiting).rejects.toThrow("stopping");
  expect(guard.state()).toMatchObject({ circuit: "closed", failed: 0, lastFailure: null });
});

test("a probe whose caller leaves has learnt nothing: the circuit stays open", async () => {
  const guard = await dueForProbe();
  const caller = new AbortController();
  const probe = guard.run(never, caller.signal);
  caller.abort(new Error("stopping"));
  await expect(probe).rejects.toThrow("stopping");
  expect(guard.state().circuit).toBe("open");
});

test("the state tells what failed last and when the next probe is due, and the process lists every guard", async () => {
  const guard = createGuard({ name: "listed", opensAfter: 1 });
  await expect(guard.run(down)).rejects.toThrow("down");
  const { lastFailure, probeAt, failed } = guard.state();
  expect({ failed, message: lastFailure?.message }).toEqual({ failed: 1, message: "down" });
  expect(probeAt?.getTime()).toBeGreaterThan(lastFailure?.at.getTime() ?? Infinity);
  expect(listGuards()).toContain(guard);
});
