import { newId, transact } from "@cartwright/db";
import { eventCatalogue } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { matchesPattern } from "#outbox/catalogue.ts";
import { seal } from "#secrets/secret-box.ts";

import { toEndpointView } from "./endpoint-view.ts";
import { newSecret } from "./sign-callback.ts";
import { checkTargetUrl } from "./target-url.ts";
import type { EndpointView } from "./views.ts";

export interface RegisterCallback {
  /** An event type or a pattern: `order.paid`, `order.*`, `*`. */
  readonly event: string;
  readonly targetUrl: string;
}

/**
 * Asks to be called at `targetUrl` when something happens. The secret in the answer is shown this once; it signs every call.
 *
 * @throws DomainError `invalid_input` for an event that does not exist, `target_url_refused` for an address that is not
 * public http or https.
 */
export async function registerCallback(
  ctx: Ctx,
  { event, targetUrl }: RegisterCallback,
): Promise<EndpointView & { readonly secret: string }> {
  const known = Object.keys(eventCatalogue);
  if (!known.some((type) => matchesPattern(event, type))) {
    throw new DomainError("invalid_input", { field: "event", known }, { message: "no event is called that" });
  }
  const url = checkTargetUrl(targetUrl, { allowPrivate: ctx.settings.allowPrivateCallbacks });
  const secret = newSecret();
  const endpoint = await transact(ctx.db, async (tx) => {
    const created = await tx.callbackEndpoint.create({
      data: {
        id: newId(),
        organizationId: ctx.organizationId,
        url: url.href,
        event,
        secretEnc: seal(ctx.settings.encryptionKey, secret),
        createdAt: ctx.now(),
      },
    });
    await recordAudit(tx, ctx, {
      action: "callback.registered",
      subjectType: "callback_endpoint",
      subjectId: created.id,
      data: { event, targetUrl: url.href },
    });
    return created;
  });
  return { ...toEndpointView(endpoint, ctx.now()), secret };
}
