import { randomUUID } from "node:crypto";

import type { z } from "zod";

import type { DemoFile } from "../demo/demo-file.ts";

export type CallApi = <T extends z.ZodType>(
  method: string,
  path: string,
  shape: T,
  body?: unknown,
) => Promise<z.output<T>>;

/** Calls REST v1 as the demo's API key; an answer that is no success or of another shape ends the walk with what was said. */
export function apiOf(demo: DemoFile): CallApi {
  return async (method, path, shape, body) => {
    const response = await fetch(`${demo.webUrl}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${demo.apiKey}`,
        ...(method === "GET" ? {} : { "content-type": "application/json", "idempotency-key": randomUUID() }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 400)}`);
    return shape.parse(JSON.parse(text === "" ? "null" : text));
  };
}

/** Calls the sandbox; its answers are JSON, or nothing. */
export async function callSandbox(demo: DemoFile, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(path, demo.sandboxUrl), {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`sandbox: ${method} ${path} answered ${response.status}: ${text.slice(0, 400)}`);
  return text === "" ? null : JSON.parse(text);
}
