import { z } from "zod";

import { runSql, type WebhookInbox } from "@cartwright/db";

import type { Services } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";

import { findSource, type Applied } from "./find-source.ts";

/**
 * Applies one stored webhook. A webhook only hints: what it is about is read anew from its sender. One that was applied is
 * left alone. A failure is written to the row; it is thrown only when trying again may help.
 */
export async function applyWebhook(
  services: Services,
  { inboxId, signal = never }: { inboxId: string; signal?: AbortSignal | undefined },
): Promise<"processed" | "ignored" | "failed"> {
  const row = await read(services, inboxId);
  // Erased meanwhile, as a privacy law asked for.
  if (row === undefined) return "ignored";
  if (row.state === "processed" || row.state === "ignored") return row.state;
  try {
    const { outcome, organizationId } = await apply(services, row, signal);
    await finish(services, row, { state: outcome, error: null, ...(organizationId !== null && { organizationId }) });
    return outcome;
  } catch (error) {
    await finish(services, row, { state: "failed", error: textOf(error) });
    if (isFinal(error)) return "failed";
    throw error;
  }
}

const never = new AbortController().signal;

type Kept = Pick<
  WebhookInbox,
  "id" | "source" | "accountId" | "externalId" | "topic" | "headers" | "raw" | "state" | "requestId" | "receivedAt"
>;

async function read({ db }: Services, inboxId: string): Promise<Kept | undefined> {
  const [row] = await runSql(
    db,
    (sql) =>
      sql.$queryRaw<Kept[]>`
      select id::text, source, account_id as "accountId", external_id as "externalId", topic, headers, raw, state::text,
        request_id as "requestId", received_at as "receivedAt"
      from webhook_inbox where id = ${inboxId}::uuid`,
  );
  return row;
}

async function apply(services: Services, row: Kept, signal: AbortSignal): Promise<Applied> {
  const source = findSource(services, row.source);
  if (source === undefined) throw new DomainError("not_found", {}, { message: `${row.source} is not set up here` });
  const { accountId, externalId, topic, raw: rawBody, receivedAt, id, requestId } = row;
  const message = { accountId, externalId, topic, rawBody, receivedAt, requestId: requestId ?? id, signal };
  return source.apply({ ...message, headers: headersOf(row) });
}

const keptHeaders = z.record(z.string(), z.string());

/** The headers that were kept with a message. */
export function headersOf({ headers }: Pick<WebhookInbox, "headers">): Record<string, string> {
  return keptHeaders.parse(headers);
}

// The message will say the same tomorrow, and so will who refused it. By their names: sources bring classes of their own.
const final = new Set(["ZodError", "ProviderRefusedError", "InvalidSignatureError"]);

function isFinal(error: unknown): boolean {
  if (isDomainError(error)) return error.code !== "provider_unavailable";
  return error instanceof Error && final.has(error.name);
}

function textOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  return error instanceof Error ? error.message : String(error);
}

interface Result {
  readonly state: "processed" | "ignored" | "failed";
  readonly error: string | null;
  readonly organizationId?: string;
}

async function finish({ db, now }: Services, { id }: Kept, result: Result): Promise<void> {
  const { state, error, organizationId = null } = result;
  await runSql(
    db,
    (sql) => sql.$queryRaw`
      update webhook_inbox
      set state = ${state}::inbox_state, error = ${error}, organization_id = coalesce(${organizationId}::uuid, organization_id),
        attempts = attempts + 1, processed_at = ${now()}
      where id = ${id}::uuid`,
  );
}
