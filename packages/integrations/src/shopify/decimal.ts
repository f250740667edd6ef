const digits = 6;
const pattern = /^(-?)(\d{1,15})(?:\.(\d+))?$/;

/** A decimal of Shopify's as a whole number of millionths, so that amounts can be added exactly. Throws RangeError for anything else. */
export function readMillionths(decimal: string): bigint {
  const [, sign = "", whole = "", fraction = ""] = pattern.exec(decimal) ?? [];
  const significant = fraction.replace(/0+$/, "");
  if (whole === "" || significant.length > digits) throw new RangeError(`${decimal} is no amount`);
  const value = BigInt(whole + significant.padEnd(digits, "0"));
  return sign === "" ? value : -value;
}

/** The shortest decimal of so many millionths: 29990000n is "29.99". */
export function writeDecimal(millionths: bigint): string {
  const positive = millionths < 0n ? -millionths : millionths;
  const text = positive.toString().padStart(digits + 1, "0");
  const fraction = text.slice(-digits).replace(/0+$/, "");
  return `${millionths < 0n ? "-" : ""}${text.slice(0, -digits)}${fraction === "" ? "" : `.${fraction}`}`;
}
