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

/** The mail's own markup runs in a frame without scripts, forms or access to this page. */
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
      ${mail.html !== undefined && html`<iframe sandbox title="The mail as sent" srcdoc="${mail.html}"></iframe>`}
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

function shownTime(mail: Mail): string {
  return mail.receivedAt.slice(0, 19).replace("T", " ");
}
