import { html } from "../server/html.ts";
import type { SafeHtml } from "../server/html.ts";
import { layout } from "../server/layout.ts";
import { sections } from "./sections.ts";

export function renderIndexPage(facts: { targets: Record<string, string>; faults: number; mails: number }): SafeHtml {
  return layout(
    "Sandbox · Cartwright",
    html`<main>
  <section><h1>Sandbox</h1><p class="quiet">Stands in for the outside world: the same requests, signatures and failures, on this machine. Nothing here is real money, mail or post.</p></section>
  <section>
    <h2>Now</h2>
    <dl class="facts">
      <div><dt>Faults set</dt><dd><a href="/faults">${facts.faults}</a></dd></div>
      <div><dt>Mails</dt><dd><a href="/inbox">${facts.mails}</a></dd></div>
      ${Object.entries(facts.targets).map(([channel, url]) => html`<div><dt>Webhooks of ${channel}</dt><dd><code>${url}</code></dd></div>`)}
    </dl>
  </section>
  ${sections.map(
    ({ title, rows }) => html`<section>
    <h2>${title}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th>Request</th><th>Does</th></tr></thead><tbody>
      ${rows.map(({ request, does, href }) => html`<tr><td>${href === undefined ? html`<code>${request}</code>` : html`<a href="${href}"><code>${request}</code></a>`}</td><td>${does}</td></tr>`)}
    </tbody></table></div>
  </section>`,
  )}
</main>`,
  );
}
