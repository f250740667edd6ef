import { html } from "../server/html.ts";
import type { SafeHtml } from "../server/html.ts";
import { testCards } from "../stripe/test-cards.ts";
import type { CardBehaviour } from "../stripe/test-cards.ts";

/** What a real payment page does not have: the choice of how the payment goes. */
export function renderTestControls(): SafeHtml {
  return html`<fieldset class="test">
    <legend>Test controls</legend>
    <div class="choices" role="radiogroup" aria-label="Outcome">
      ${choice("card", "Use the card above", "The number decides; 4242 is approved", true)}
      ${choice("decline", "Decline", "The bank says no")}
      ${choice("challenge", "Ask the bank", "A confirmation step like 3-D Secure")}
    </div>
    <details>
      <summary>Webhooks and network</summary>
      ${select("webhookTiming", "Webhook comes", [
        ["after", "after the redirect"],
        ["before", "before the redirect"],
        ["never", "never"],
      ])}
      ${select("webhookDelayMs", "Delayed by", [
        ["0", "no delay"],
        ["2000", "2 seconds"],
        ["10000", "10 seconds"],
        ["60000", "1 minute"],
      ])}
      ${select("duplicateWebhooks", "Each webhook is sent", [
        ["0", "once"],
        ["1", "twice"],
        ["4", "five times"],
      ])}
      <label class="check"><input type="checkbox" name="dropAnswer" /> Charge, then drop the connection</label>
    </details>
    <details>
      <summary>Test cards</summary>
      <ul class="cards">
        ${testCards.map((card) => html`<li><code>${grouped(card.number)}</code><span class="quiet small">${explain(card.behaviour)}</span></li>`)}
      </ul>
    </details>
  </fieldset>`;
}

function choice(value: string, label: string, hint: string, chosen = false): SafeHtml {
  const input = chosen
    ? html`<input type="radio" name="outcome" value="${value}" checked />`
    : html`<input type="radio" name="outcome" value="${value}" />`;
  return html`<label class="choice"
    >${input}<span><strong>${label}</strong><span class="quiet small">${hint}</span></span></label
  >`;
}

function select(name: string, label: string, options: [string, string][]): SafeHtml {
  return html`<div class="field">
    <label for="${name}">${label}</label
    ><select id="${name}" name="${name}">
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </div>`;
}

function grouped(number: string): string {
  return number.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
}

function explain(behaviour: CardBehaviour): string {
  if (behaviour.kind === "decline")
    return `declined: ${(behaviour.declineCode ?? behaviour.code).replaceAll("_", " ")}`;
  if (behaviour.kind === "challenge") return "the bank asks to confirm";
  if (behaviour.refunds === "fail") return "approved; refunds fail later";
  return behaviour.refunds === "pend" ? "approved; refunds stay pending for a while" : "approved";
}
