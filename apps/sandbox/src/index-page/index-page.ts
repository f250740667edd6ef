import { html } from "../server/html.ts";
import type { SafeHtml } from "../server/html.ts";
import { layout } from "../server/layout.ts";
import { sections } from "./sections.ts";
import type { SectionRow } from "./sections.ts";

export interface IndexFacts {
  targets: Record<string, string>;
  faults: number;
  mails: number;
}

export function renderIndexPage(facts: IndexFacts): SafeHtml {
  return layout(
    "Sandbox · Cartwright",
    html`<main>
      <section>
        <h1>Sandbox</h1>
        <p class="quiet">
          Stands in for the outside world: the same requests, signatures and failures, on this machine. Nothing here is
          real money, mail or post.
        </p>
      </section>
      ${renderFacts(facts)} ${sections.map(renderSection)}
    </main>`,
  );
}

function renderFacts({ targets, faults, mails }: IndexFacts): SafeHtml {
  const target = ([channel, url]: [string, string]) => fact(`Webhooks of ${channel}`, html`<code>${url}</code>`);
  return html`<section>
    <h2>Now</h2>
    <dl class="facts">
      ${fact("Faults set", html`<a href="/faults">${faults}</a>`)} ${fact("Mails", html`<a href="/inbox">${mails}</a>`)}
      ${Object.entries(targets).map(target)}
    </dl>
  </section>`;
}

function fact(term: string, value: SafeHtml): SafeHtml {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}

function renderSection({ title, rows }: { title: string; rows: readonly SectionRow[] }): SafeHtml {
  return html`<section>
    <h2>${title}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="${title}">
      <table>
        <thead>
          <tr>
            <th>Request</th>
            <th>Does</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(renderRow)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function renderRow({ request, does, href }: SectionRow): SafeHtml {
  const shown = html`<code>${request}</code>`;
  return html`<tr>
    <td>${href === undefined ? shown : html`<a href="${href}">${shown}</a>`}</td>
    <td>${does}</td>
  </tr>`;
}
