import { html } from "../server/html.ts";
import type { SafeHtml } from "../server/html.ts";
import { layout } from "../server/layout.ts";

export interface Notice {
  title: string;
  text: string;
  link?: { href: string; text: string } | undefined;
}

export function renderNoticePage({ title, text, link }: Notice): SafeHtml {
  return layout(
    title,
    html`<main class="card narrow">
      <h1>${title}</h1>
      <p class="quiet">${text}</p>
      ${link && html`<a class="button" href="${link.href}">${link.text}</a>`}
    </main>`,
    "pay",
  );
}
