import { ProviderRefusedError, ProviderUnavailableError, type Mailer } from "#contracts/index.ts";
import { createGuard, type GuardSettings } from "#resilience/index.ts";
import { readRetryAfter } from "#retry/index.ts";

export interface SandboxMailerOptions extends GuardSettings {
  /** Where the sandbox is, without a slash at the end. */
  readonly baseUrl: string;
}

/** Puts mail into the sandbox's inbox, where whoever tries the demo reads it. */
export function createSandboxMailer({ baseUrl, ...settings }: SandboxMailerOptions): Mailer {
  const guard = createGuard({ name: "mail", ...settings });
  const ask = async (path: string, init: RequestInit): Promise<void> => {
    const response = await fetch(`${baseUrl}${path}`, init).catch((cause: unknown) => {
      throw new ProviderUnavailableError("the sandbox could not be reached, or broke off", { cause });
    });
    const body = await response.text();
    const { status } = response;
    if (response.ok) return;
    if (status < 500 && status !== 429) {
      throw new ProviderRefusedError(`the sandbox refused: ${body.slice(0, 200)}`, { code: String(status) });
    }
    throw new ProviderUnavailableError(`the sandbox answered ${status}`, {
      retryAfterMs: readRetryAfter(response.headers),
      maybeDone: false,
    });
  };
  return {
    async send({ id: _, ...mail }, { signal } = {}) {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify(mail);
      await guard.run((limited) => ask("/mail", { method: "POST", headers, body, signal: limited }), signal);
    },
    check: () => ask("/inbox.json?to=nobody", { signal: AbortSignal.timeout(settings.timeoutMs ?? 5_000) }),
  };
}
