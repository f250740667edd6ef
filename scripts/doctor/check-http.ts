import { ask } from "../demo/wait-for-http.ts";
import type { Finding, Patient } from "./run-doctor.ts";

/** Whether the web app is ready, and whether the payment provider (or its stand-in) can be reached. */
export async function checkHttp(patient: Patient): Promise<Finding[]> {
  return Promise.all([checkWeb(patient), checkVendor(patient)]);
}

async function checkWeb({ webUrl }: Patient): Promise<Finding> {
  const what = "web";
  const answer = await ask(`${webUrl}/api/health/ready`);
  if (answer instanceof Response && answer.ok) return { what, state: "ok", detail: `ready at ${webUrl}` };
  if (answer instanceof Response) {
    const detail = `${webUrl} answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`;
    return { what, state: "failed", detail, advice: "Its answer names the part that is not ready" };
  }
  return {
    what,
    state: "failed",
    detail: `${webUrl}: ${answer}`,
    advice: "Start it with pnpm start:web, or pnpm demo",
  };
}

async function checkVendor({ env, sandboxUrl }: Patient): Promise<Finding> {
  const what = "payments";
  const base = env.inherited["STRIPE_API_BASE"] ?? sandboxUrl ?? "https://api.stripe.com";
  const answer = await ask(`${base}/v1/balance`);
  // Without a key the true answer is a refusal: somebody is there.
  if (answer instanceof Response && answer.status < 500)
    return { what, state: "ok", detail: `Stripe's API answers at ${base}` };
  const detail = answer instanceof Response ? `${base} answers ${answer.status}` : `${base}: ${answer}`;
  const advice = "Check STRIPE_API_BASE and the way out of this network, or start the sandbox";
  return { what, state: "failed", detail, advice };
}
