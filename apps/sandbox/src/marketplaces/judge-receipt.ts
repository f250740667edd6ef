import { createHash } from "node:crypto";

export type Verdict =
  | { kind: "rate_limited" }
  | { kind: "invalid" }
  | { kind: "valid"; orderId: string; amount: number };

/**
 * The marketplaces' rule: too many requests when the receipt ends in two digits whose sum is divisible by 6 (`00` included);
 * else valid when its last character is an odd digit. With fewer than two digits at the end there is no sum, so no limit.
 * The same receipt always names the same order and amount.
 */
export function judgeReceipt(marketplace: string, receipt: string): Verdict {
  const lastTwo = /(\d)(\d)$/.exec(receipt);
  if (lastTwo !== null && (Number(lastTwo[1]) + Number(lastTwo[2])) % 6 === 0) return { kind: "rate_limited" };
  if (!/[13579]$/.test(receipt)) return { kind: "invalid" };
  const digest = createHash("sha256").update(`${marketplace}:${receipt}`).digest();
  return {
    kind: "valid",
    orderId: `${marketplace}-${digest.readUInt32BE(0)}`,
    amount: (500 + (digest.readUInt32BE(4) % 29_500)) / 100,
  };
}
