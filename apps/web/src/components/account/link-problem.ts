import { readFailure } from "#lib/api-error.ts";

/** Why what a mailed link was to do was not done. */
export function linkProblem(error: unknown): string {
  const { code, message } = readFailure(error);
  switch (code) {
    case "link_invalid":
      return "This link was used, is too old, or a newer one took its place. Ask for another one.";
    case "wrong_credentials":
      return "This is not the password that was chosen when the account was asked for.";
    case "rate_limited":
      return "That was too often. Wait a while and try again.";
    case "unreachable":
      return message;
    default:
      return "That did not work on our side. Try again in a moment.";
  }
}
