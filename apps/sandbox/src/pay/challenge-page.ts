import { html } from "../server/html.ts";
import type { SafeHtml } from "../server/html.ts";
import { layout } from "../server/layout.ts";
import { showMoney } from "../stripe/money.ts";
import type { PaymentIntentRecord } from "../stripe/records.ts";

export interface ChallengePage {
  intent: PaymentIntentRecord;
  merchant: string;
  last4: string;
  /** The behaviour chosen on the page before, carried along. */
  behaviour: Record<string, string | number | undefined>;
}

/** The bank's page in the 3-D-Secure-like challenge. */
export function renderChallengePage({ intent, merchant, last4, behaviour }: ChallengePage): SafeHtml {
  const carried = Object.entries(behaviour).filter(([, value]) => value !== undefined);
  const amount = showMoney(intent.amount, intent.currency);
  return layout(
    `Confirm ${amount} · Test bank`,
    html`<main class="card narrow">
      <p class="quiet small">Test bank</p>
      <h1>Did you make this payment?</h1>
      <dl class="facts">
        <div>
          <dt>To</dt>
          <dd>${merchant}</dd>
        </div>
        <div>
          <dt>Amount</dt>
          <dd>${amount}</dd>
        </div>
        <div>
          <dt>Card</dt>
          <dd>•••• ${last4}</dd>
        </div>
      </dl>
      <form method="post" action="/pay/challenge/${intent.id}">
        ${carried.map(([name, value]) => html`<input type="hidden" name="${name}" value="${String(value)}" />`)}
        <button class="button" type="submit" name="result" value="approve">Approve payment</button>
        <button class="button plain danger" type="submit" name="result" value="fail">Fail authentication</button>
      </form>
    </main>`,
    "pay",
  );
}
