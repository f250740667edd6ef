import { Secret, TOTP } from "otpauth";

const periodSeconds = 30;
// A clock may be half a minute off, either way (RFC 6238, 5.2).
const window = 1;

/** A new shared secret of 160 bits (RFC 4226, 4), in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an app reads from a QR code. */
export function totpUri({ secret, issuer, account }: { secret: string; issuer: string; account: string }): string {
  return totpOf(secret, { issuer, label: account }).toString();
}

/** The half minute that a code is of, counted since 1970; null when it is of none that may be now. */
export function totpStep({ secret, code, now }: { secret: string; code: string; now: Date }): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token: code, timestamp, window });
  return delta === null ? null : TOTP.counter({ period: periodSeconds, timestamp }) + delta;
}

function totpOf(secret: string, words: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({
    ...words,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: periodSeconds,
  });
}
