import type { Reply } from "../server/exchange.ts";
import { html } from "../server/html.ts";
import type { SafeHtml } from "../server/html.ts";
import { layout } from "../server/layout.ts";
import type { Mail } from "./mail-routes.ts";

export function renderInboxPage(mails: Mail[]): SafeHtml {
  const rows = mails.map(
    (mail) =>
      html`<tr>
        <td><a href="/inbox/${mail.id}">${mail.subject === "" ? "(no subject)" : mail.subject}</a></td>
        <td>${mail.to.join(", ")}</td>
        <td>${mail.from}</td>
        <td>${shownTime(mail)}</td>
      </tr>`,
  );
  return layout(
    `Inbox (${mails.length}) · Sandbox`,
    html`<main>
      <p><a href="/">Sandbox</a></p>
      <h1>Inbox</h1>
      ${
        mails.length === 0
          ? html`<p class="quiet">Mail that the shop sends appears here. Nothing was sent yet.</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Mails">
              <table>
                <thead>
                  <tr>
                    <th>Subject</th>
                    <th>To</th>
                    <th>From</th>
                    <th>Received (UTC)</th>
                  </tr>
                </thead>
                <tbody>
                  ${rows}
                </tbody>
              </table>
            </div>`
      }
    </main>`,
  );
}

/** The mail's own markup stays in a frame; see {@link renderMailBody}. */
export function renderMessagePage(mail: Mail): SafeHtml {
  return layout(
    `${mail.subject} · Sandbox`,
    html`<main>
      <p><a href="/inbox">Inbox</a></p>
      <h1>${mail.subject === "" ? "(no subject)" : mail.subject}</h1>
      <dl class="facts">
        <div>
          <dt>To</dt>
          <dd>${mail.to.join(", ")}</dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>${mail.from}</dd>
        </div>
        <div>
          <dt>Received</dt>
          <dd>${shownTime(mail)} UTC</dd>
        </div>
      </dl>
      ${mail.html !== undefined && html`<iframe title="The mail as sent" src="/inbox/${mail.id}/body"></iframe>`}
      ${
        mail.text !== undefined &&
        html`<section>
          <h2>Plain text</h2>
          <pre>${mail.text}</pre>
        </section>`
      }
    </main>`,
  );
}

/**
 * The mail as a mail program would show it: its own styles and pictures, links in a new tab, but no script, no form and no
 * access to anything of ours, since the answer's own policy sandboxes it.
 */
export function renderMailBody(markup: string): Reply {
  const policy =
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src * data:";
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  return {
    status: 200,
    headers,
    body: `<!doctype html><html lang="en"><title>Mail</title><base target="_blank">${markup}`,
  };
}

function shownTime(mail: Mail): string {
  return mail.receivedAt.slice(0, 19).replace("T", " ");
}
