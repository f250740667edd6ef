import { html } from "../server/html.ts";
import type { SafeHtml } from "../server/html.ts";
import { layout } from "../server/layout.ts";

interface Asked {
  client_id: string;
  redirect_uri: string;
  state?: string | undefined;
  code_challenge?: string | undefined;
  code_challenge_method?: string | undefined;
}

/** Who one is at GitHub is whatever one writes here. */
export function renderConsentPage({ client_id: app, ...asked }: Asked): SafeHtml {
  const hidden = Object.entries({ client_id: app, ...asked }).map(
    ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return layout(
    "Sign in with GitHub · Sandbox",
    html`<main>
      <h1>Sign in with GitHub</h1>
      <p class="quiet">A stand-in: say who you are there, and ${app} is told.</p>
      <form method="post" action="/github/login/oauth/authorize">
        ${hidden}
        <p>
          <label>E-mail <input name="email" type="email" value="aino.hub@example.com" required /></label>
        </p>
        <p>
          <label>Name <input name="name" value="Aino Hub" /></label>
        </p>
        <p>
          <label><input type="checkbox" name="verified" checked /> GitHub has verified this address</label>
        </p>
        <p><button type="submit">Continue</button></p>
      </form>
    </main>`,
  );
}
