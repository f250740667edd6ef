import { sendMail } from "@cartwright/core/mail/send-mail";

import { defineTask } from "#define-task.ts";

export const sendMailTask = defineTask("send-mail", ({ services, payload, signal }) =>
  sendMail(services, payload, { signal }),
);
