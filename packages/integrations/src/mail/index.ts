export { createSandboxMailer, type SandboxMailerOptions } from "./create-sandbox-mailer.ts";
export { createSmtpMailer, type SmtpMailerOptions } from "./create-smtp-mailer.ts";
