import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { z } from "zod";

export interface SandboxProcess {
  readonly url: string;
  /** Plays the shopper on the hosted page. */
  pay(sessionId: string, choice: Readonly<Record<string, unknown>>): Promise<void>;
  /** Makes the sandbox misbehave; `clearFaults` ends it. */
  fault(fault: Readonly<Record<string, unknown>>): Promise<void>;
  clearFaults(): Promise<void>;
  /** A control of the sandbox: what is sold, counted or granted at a vendor's website. Answers what it said. */
  control(method: "GET" | "POST" | "PUT", path: string, body?: unknown): Promise<unknown>;
  /** Forgets everything that happened. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly webUrl?: string;
  /** More of its environment, such as the secrets that it signs with. */
  readonly env?: Readonly<Record<string, string>>;
}

const main = fileURLToPath(new URL("../../../../apps/sandbox/src/main.ts", import.meta.url));
const readyLine = z.object({ msg: z.literal("sandbox_ready"), url: z.url() });

/** The sandbox as a process of its own on a free port, as in the demo: nothing of its memory is ours. */
export async function startSandbox(options: StartOptions = {}): Promise<SandboxProcess> {
  const env = { PATH: "", SANDBOX_PORT: "0", WEB_URL: options.webUrl ?? "http://127.0.0.1:9", ...options.env };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
  const url = await readUrl(child);
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(url + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    const answer: unknown = text === "" ? undefined : JSON.parse(text);
    return answer;
  };
  return {
    url,
    pay: async (sessionId, choice) => void (await send("POST", `/pay/${sessionId}/complete`, choice)),
    fault: async (fault) => void (await send("POST", "/faults", fault)),
    clearFaults: async () => void (await send("DELETE", "/faults")),
    control: send,
    reset: async () => void (await send("POST", "/reset")),
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

async function readUrl({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("the sandbox has no output");
  for await (const line of createInterface({ input: stdout })) {
    const ready = readyLine.safeParse(JSON.parse(line));
    if (ready.success) {
      stdout.resume();
      return ready.data.url;
    }
  }
  throw new Error("the sandbox ended before it was ready");
}
