import { hash, verify } from "@node-rs/argon2";

// OWASP's recommendation for argon2id: 19 MiB, 2 passes, 1 lane. @node-rs/argon2 makes argon2id by default.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash that is stored instead of the password. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/**
 * Whether `password` is the one behind `stored`. Without a stored hash the answer is no, after the same work: how long
 * a sign-in takes does not tell whether the account exists.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (stored !== null) return verify(stored, password.normalize("NFKC"));
  await verify(await nobody(), password.normalize("NFKC"));
  return false;
}

let nobodysHash: Promise<string> | undefined;

function nobody(): Promise<string> {
  nobodysHash ??= hashPassword("nobody has this password");
  return nobodysHash;
}
