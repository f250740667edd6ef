import { html } from "./html.ts";
import type { SafeHtml } from "./html.ts";

/** The frame of every page: one stylesheet, no script. */
export function layout(title: string, body: SafeHtml, kind: "pay" | "tool" = "tool"): SafeHtml {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body class="${kind}">
        ${body}
      </body>
    </html> `;
}
