import { sendAccountLink } from "@cartwright/core/people/send-account-link";
import { systemContext } from "@cartwright/core/system-context";

import { defineTask } from "#define-task.ts";

export const sendAccountLinkTask = defineTask("send-account-link", ({ services, requestId, payload }) => {
  const { organizationId, linkId } = payload;
  return sendAccountLink(systemContext(services, { organizationId, requestId, name: "accounts" }), { linkId });
});
