import { once } from "node:events";
import type { AddressInfo } from "node:net";

import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { startSandbox, type SandboxProcess } from "#testing/index.ts";

import { createSandboxMailer } from "./create-sandbox-mailer.ts";
import { createSmtpMailer } from "./create-smtp-mailer.ts";

const mail = {
  id: "0199f000-0000-7000-8000-00000000a001",
  from: "Havu <shop@havu.example>",
  to: "aino@example.com",
  subject: "Tervetuloa, Äinö",
  text: "Hello\nthere",
  html: "<p>Hello there</p>",
};

let servers: SMTPServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => new Promise<void>((closed) => server.close(() => closed()))));
  servers = [];
});

/** A real SMTP server on a free port. */
async function serve(options: SMTPServerOptions = {}) {
  const taken: { to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        taken.push({ to, raw: Buffer.concat(chunks).toString("utf8") });
        done();
      });
    },
    ...options,
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return { taken, url: `smtp://127.0.0.1:${port}` };
}

function refuse(responseCode: number, words: string): SMTPServerOptions {
  return { onRcptTo: (_address, _session, done) => done(Object.assign(new Error(words), { responseCode })) };
}

test("a mail arrives with its words, its face and one id for every try", async () => {
  const { taken, url } = await serve();
  const mailer = createSmtpMailer({ url });
  await mailer.send(mail);
  await mailer.send(mail);
  expect(taken.map(({ to }) => to)).toEqual([["aino@example.com"], ["aino@example.com"]]);
  for (const { raw } of taken) {
    expect(raw).toContain(`Message-ID: <${mail.id}@havu.example>`);
    expect(raw).toContain("From: Havu <shop@havu.example>");
    expect(raw).toContain("Content-Type: text/plain");
    expect(raw).toContain("Content-Type: text/html");
    expect(raw).toContain("Auto-Submitted: auto-generated");
  }
});

test("what somebody typed into a subject or an address makes no header and no second receiver", async () => {
  const { taken, url } = await serve();
  const mailer = createSmtpMailer({ url });
  await mailer.send({ ...mail, subject: "Hi\r\nBcc: all@example.com" });
  expect(taken[0]?.raw).not.toMatch(/^Bcc:/m);
  await mailer.send({ ...mail, to: "aino@example.com, all@example.com" }).catch(() => undefined);
  expect(taken.flatMap(({ to }) => to)).not.toContain("all@example.com");
});

test("an address that nobody has is final, and the words do not repeat it", async () => {
  const { url } = await serve(refuse(550, "5.1.1 <aino@example.com>: nobody here"));
  const sending = createSmtpMailer({ url }).send(mail);
  await expect(sending).rejects.toMatchObject({ name: "ProviderRefusedError", code: "550" });
  await expect(sending).rejects.toThrow("5.1.1 <address>: nobody here");
});

test("a mail that is turned down for now may go later, and is no reason to leave the server alone", async () => {
  let tries = 0;
  const { taken, url } = await serve({
    onRcptTo(_address, _session, done) {
      tries += 1;
      done(tries <= 4 ? Object.assign(new Error("4.2.1 greylisted"), { responseCode: 450 }) : undefined);
    },
  });
  const mailer = createSmtpMailer({ url, opensAfter: 2 });
  for (let turn = 0; turn < 4; turn += 1) {
    await expect(mailer.send(mail)).rejects.toMatchObject({ name: "ProviderUnavailableError" });
  }
  await mailer.send(mail);
  expect(taken).toHaveLength(1);
});

test("a sign-in that is refused is not held against the mail, and the check says so", async () => {
  const { url } = await serve({
    authOptional: false,
    onAuth: (_auth, _session, done) => done(Object.assign(new Error("535 wrong"), { responseCode: 535 })),
  });
  const mailer = createSmtpMailer({ url: url.replace("//", "//user:secret@") });
  await expect(mailer.check()).rejects.toThrow("does not let us in");
  await expect(mailer.send(mail)).rejects.toMatchObject({ name: "ProviderUnavailableError", maybeDone: false });
});

test("a server that is away is left alone after a few tries", async () => {
  const mailer = createSmtpMailer({ url: "smtp://127.0.0.1:9", opensAfter: 2, timeoutMs: 2_000 });
  for (let turn = 0; turn < 2; turn += 1) await expect(mailer.send(mail)).rejects.toThrow("could not be reached");
  await expect(mailer.send(mail)).rejects.toThrow("left alone");
});

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

test("in the demo mail lands in the sandbox's inbox; what it refuses is final, and its absence is not", async () => {
  const mailer = createSandboxMailer({ baseUrl: sandbox.url });
  await mailer.check();
  await mailer.send(mail);
  const inbox = await sandbox.control("GET", "/inbox.json?to=aino@example.com");
  expect(inbox).toMatchObject({ items: [{ subject: mail.subject, text: mail.text, html: mail.html }] });
  await expect(mailer.send({ ...mail, to: "nobody" })).rejects.toMatchObject({ name: "ProviderRefusedError" });
  const away = createSandboxMailer({ baseUrl: "http://127.0.0.1:9" });
  await expect(away.send(mail)).rejects.toMatchObject({ name: "ProviderUnavailableError" });
});
