import { html } from "../server/html.ts";
import type { SafeHtml } from "../server/html.ts";
import { layout } from "../server/layout.ts";
import { showMoney } from "../stripe/money.ts";
import type { LineItemRecord, SessionRecord } from "../stripe/records.ts";
import { sessionTotals } from "../stripe/session-totals.ts";
import { renderTestControls } from "./test-controls.ts";

export interface PayPageProblem {
  field: string;
  message: string;
}

export interface PayPage {
  session: SessionRecord;
  merchant: string;
  cancelUrl: string | null;
  problem?: PayPageProblem | undefined;
}

export function renderPayPage(view: PayPage): SafeHtml {
  const amount = showMoney(sessionTotals(view.session).total, view.session.currency);
  return layout(
    `Pay ${amount} to ${view.merchant}`,
    html`<header class="bar"><span class="merchant">${view.merchant}</span><span class="badge">Test mode</span></header>
      <div class="columns">
        ${renderSummary(view, amount)}
        <main class="card">
          <form method="post" action="/pay/${view.session.id}" novalidate>
            <h1>Pay by card</h1>
            ${view.problem && view.problem.field === "card" && html`<p class="alert" role="alert"><strong>${view.problem.message}</strong> You were not charged. Try another card, or choose another outcome.</p>`}
            ${renderCardFields(view)} ${renderTestControls()}
            <button class="button" type="submit">Pay ${amount}</button>
            ${view.cancelUrl !== null && html`<button class="button plain" type="submit" name="outcome" value="abandon">Back to ${view.merchant} without paying</button>`}
            <p class="quiet small">
              This page stands in for a payment provider. No card is charged and no number leaves this machine.
            </p>
          </form>
        </main>
      </div>`,
    "pay",
  );
}

function renderSummary({ session }: PayPage, amount: string): SafeHtml {
  const { shipping } = sessionTotals(session);
  const option = session.shippingOptions[0];
  return html`<section class="summary" aria-labelledby="total">
    <h2 class="quiet" id="total">Total to pay</h2>
    <p class="total">${amount}</p>
    <ul class="lines">
      ${session.lineItems.map(renderLine)}
      ${option && html`<li><span class="thumb" aria-hidden="true">→</span><span class="what">${option.displayName}</span><span class="sum">${showMoney(shipping, session.currency)}</span></li>`}
    </ul>
  </section>`;
}

function renderLine(line: LineItemRecord): SafeHtml {
  const image = line.images[0];
  const picture =
    image === undefined
      ? html`<span class="thumb" aria-hidden="true">${line.name.slice(0, 1)}</span>`
      : html`<img class="thumb" src="${image}" alt="" width="48" height="48" />`;
  const each =
    line.quantity > 1 &&
    html`<span class="quiet small">${line.quantity} × ${showMoney(line.unitAmount, line.currency)}</span>`;
  return html`<li>
    ${picture}<span class="what">${line.name}${each}</span
    ><span class="sum">${showMoney(line.unitAmount * line.quantity, line.currency)}</span>
  </li>`;
}

function renderCardFields({ session, problem }: PayPage): SafeHtml {
  return html`${renderField({ name: "email", label: "Email", value: session.customerEmail ?? "", autocomplete: "email", type: "email" }, problem)}
    ${renderField({ name: "cardNumber", label: "Card number", value: "4242 4242 4242 4242", autocomplete: "cc-number", inputmode: "numeric" }, problem)}
    <div class="pair">
      ${renderField({ name: "expiry", label: "Expiry", value: "12 / 34", autocomplete: "cc-exp", inputmode: "numeric" }, problem)}
      ${renderField({ name: "cvc", label: "Security code", value: "123", autocomplete: "cc-csc", inputmode: "numeric" }, problem)}
    </div>
    ${renderField({ name: "holder", label: "Name on card", value: session.customerName ?? "", autocomplete: "cc-name" }, problem)}`;
}

interface Field {
  name: string;
  label: string;
  value: string;
  autocomplete: string;
  type?: string;
  inputmode?: string;
}

function renderField(field: Field, problem: PayPageProblem | undefined): SafeHtml {
  const wrong = problem?.field === field.name;
  const { name, label, value, autocomplete, type = "text", inputmode = type === "email" ? "email" : "text" } = field;
  const input = wrong
    ? html`<input
        id="${name}"
        name="${name}"
        type="${type}"
        inputmode="${inputmode}"
        value="${value}"
        autocomplete="${autocomplete}"
        aria-invalid="true"
        aria-describedby="${name}-problem"
      />`
    : html`<input
        id="${name}"
        name="${name}"
        type="${type}"
        inputmode="${inputmode}"
        value="${value}"
        autocomplete="${autocomplete}"
      />`;
  return html`<div class="field">
    <label for="${name}">${label}</label
    >${input}${wrong && html`<p class="problem" id="${name}-problem" role="alert">${problem.message}</p>`}
  </div>`;
}
