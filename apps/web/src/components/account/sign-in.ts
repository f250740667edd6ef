import { z } from "zod/mini";

const csrf = z.object({ csrfToken: z.string() });
const answer = z.object({ url: z.optional(z.string()) });

const refusals = ["rate_limited", "second_factor_required", "second_factor_wrong"] as const;

export type SignInOutcome = "signed_in" | "wrong_credentials" | "unreachable" | (typeof refusals)[number];

export interface SignInFields {
  readonly email: string;
  readonly password: string;
  /** From the app, or a recovery code. */
  readonly code?: string;
}

/** Signs in; the session is a cookie that scripts cannot read. */
export async function signIn({ email, password, code = "" }: SignInFields): Promise<SignInOutcome> {
  try {
    const url = await post("/api/auth/callback/credentials", { email, password, code });
    const error = url === undefined ? null : new URL(url, window.location.origin).searchParams.get("error");
    if (error === null) return "signed_in";
    if (error === "CredentialsSignin") return "wrong_credentials";
    return refusals.find((refusal) => refusal === error) ?? "unreachable";
  } catch {
    // No answer, or none that we understand: the form says that the shop could not be reached.
    return "unreachable";
  }
}

/** Goes to another service, which sends back who is signed in there. */
export async function signInWith(provider: string, next: string): Promise<void> {
  const url = await post(`/api/auth/signin/${provider}`, { callbackUrl: new URL(next, window.location.origin).href });
  window.location.assign(url ?? "/sign-in?error=unreachable");
}

export async function signOut(): Promise<void> {
  await post("/api/auth/signout", {});
}

// NextAuth answers forms; with `json` it says where it would have sent the browser.
async function post(path: string, fields: Readonly<Record<string, string>>): Promise<string | undefined> {
  const { csrfToken } = csrf.parse(await (await fetch("/api/auth/csrf")).json());
  const body = new URLSearchParams({ callbackUrl: window.location.origin, ...fields, csrfToken, json: "true" });
  const response = await fetch(path, { method: "POST", body });
  return answer.parse(await response.json()).url;
}
