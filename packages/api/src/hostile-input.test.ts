import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { readProcedures } from "#read-procedures.ts";
import { readRestInput } from "#rest/read-rest-input.ts";
import { matchRoute, restRoutes } from "#rest/route-table.ts";
import { createTestApi, type Answer, type Sent, type TestApi } from "#testing/create-test-api.ts";
import { openRefusalFilter } from "#testing/refusal-filter.ts";
import { createSampleWorld, restRequest, type RestRequest, type SampleWorld } from "#testing/sample-world.ts";
import { spoil } from "#testing/spoil-input.ts";

let api: TestApi;
let world: SampleWorld;

beforeAll(async () => {
  api = await createTestApi();
  world = await createSampleWorld(api);
}, 60_000);

afterAll(() => api.close());

const procedures = readProcedures().filter(({ type }) => type !== "subscription");

test.each(procedures.map((procedure) => [procedure.path, procedure] as const))(
  "%s refuses what it cannot use, and never fails",
  async (path, { type, inputs }) => {
    const query = type === "query";
    const isNews = openRefusalFilter(inputs);
    for (const input of spoil(world.sampleFor(path, inputs[0]), { mostCharacters: query ? 3_000 : 400_000 })) {
      if (!isNews(input)) continue;
      const answer = query
        ? await call("GET", `/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`)
        : await call("POST", `/api/trpc/${path}`, { body: input });
      expectRefusalOrSuccess(answer, answer.json.error?.data, input);
    }
  },
  180_000,
);

test.each(restRoutes.map((route) => [`${route.rest.method} ${route.rest.path}`, route] as const))(
  "%s refuses what it cannot use, and never fails",
  async (_name, route) => {
    const isNews = openRefusalFilter([route.input]);
    for (const input of spoil(world.sampleFor(route.procedure, route.input), { mostCharacters: 3_000 })) {
      const request = restRequest(route, z.record(z.string(), z.unknown()).parse(input));
      const arriving = await arrivingInput(request);
      if (arriving !== undefined && !isNews(arriving)) continue;
      const answer = await call(request.method, request.path, request.sent);
      expectRefusalOrSuccess(answer, answer.json.error, input);
    }
  },
  180_000,
);

function expectRefusalOrSuccess({ status, headers }: Answer, error: unknown, input: unknown): void {
  const told = JSON.stringify(input).slice(0, 400);
  expect(status, `on ${told}`).toBeLessThan(500);
  if (status < 400) return;
  const requestId = headers.get("x-request-id");
  expect(error, `on ${told}`).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/), requestId });
}

function call(method: string, path: string, sent: Sent = {}): Promise<Answer> {
  return api.ask(method, path, { token: world.token, ...sent });
}

/** What the schema gets to see of it; undefined when it is refused before. */
async function arrivingInput({ method, path, sent }: RestRequest): Promise<unknown> {
  const url = new URL(path, api.url);
  const match = matchRoute(method, url.pathname.slice("/api/v1".length));
  if ("allow" in match) return undefined;
  const headers = { ...sent.headers, ...(sent.body !== undefined && { "content-type": "application/json" }) };
  const request = new Request(url, {
    method,
    headers,
    body: sent.body === undefined ? null : JSON.stringify(sent.body),
  });
  return readRestInput(request, url, match).catch(() => undefined);
}
