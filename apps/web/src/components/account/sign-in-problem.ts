/** What to say of the `error` with which somebody came back to the sign-in page; undefined when there is none. */
export function signInProblem(error: string | undefined): string | undefined {
  switch (error) {
    case undefined:
      return undefined;
    case "identity_unverified":
      return "That address was not proven, there or here. Sign in with your password, and confirm your address under “Sign-in and security”.";
    case "second_factor_required":
      return "Your account has a second step. Sign in with your password and a code.";
    case "OAuthCallback":
    case "AccessDenied":
      return "The other service did not let you in. Try again, or sign in with your password.";
    default:
      return "Signing in did not work. Try again in a moment.";
  }
}
