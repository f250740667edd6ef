import type { Tx } from "@cartwright/db";

import type { Ctx, Services } from "#context.ts";
import { DomainError } from "#errors.ts";
import { addJobInTransaction } from "#jobs/add-jobs.ts";
import { findJob } from "#jobs/find-job.ts";
import { toJobSpec } from "#jobs/job-spec.ts";

import type { Step } from "./acting.ts";
import type { Action } from "./definition.ts";

type Enqueue = Extract<Action, { do: "enqueue" }>;

/**
 * Adds the job that a rule asks for. Where its payload has a place for what the event is about (`orderId`, `productId`), that is
 * filled in.
 *
 * @throws DomainError `invalid_input` for a job that is nobody's to start, or whose payload does not fit
 */
export async function addRuleJob(tx: Tx, ctx: Ctx, { action, subject }: Step<Enqueue>): Promise<undefined> {
  const { order, customer, product, variant } = subject.ids;
  const about = { orderId: order, customerId: customer, productId: product, variantId: variant };
  const known = Object.fromEntries(Object.entries(about).filter(([, id]) => id !== null));
  const job = requireRuleJob(ctx, action.job);
  const payload = { ...known, ...action.payload, organizationId: ctx.organizationId, requestId: ctx.requestId };
  const parsed = job.schema.safeParse(payload);
  if (!parsed.success) throw new DomainError("invalid_input", { job: action.job }, { message: "the job needs more" });
  await addJobInTransaction(tx, toJobSpec({ name: action.job, ...job }, parsed.data, {}), {});
  return undefined;
}

/** @throws DomainError `invalid_input` unless it is a job that an organization may start: one whose payload names it */
export function requireRuleJob(services: Pick<Services, "jobs">, name: string) {
  const job = findJob(services, name);
  if (job !== undefined && "organizationId" in job.schema.shape) return job;
  throw new DomainError("invalid_input", { field: "job" }, { message: `no job that rules may add is called ${name}` });
}
