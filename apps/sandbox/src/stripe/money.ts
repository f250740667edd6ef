const zeroDecimal = new Set([
  "bif",
  "clp",
  "djf",
  "gnf",
  "jpy",
  "kmf",
  "krw",
  "mga",
  "pyg",
  "rwf",
  "ugx",
  "vnd",
  "vuv",
  "xaf",
  "xof",
  "xpf",
]);
const threeDecimal = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** Digits after the decimal point in Stripe's amounts (docs.stripe.com/currencies). */
export function exponentOf(currency: string): 0 | 2 | 3 {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

/** "€59.98" for 5998 eur: minor units shown as a person reads them. */
export function showMoney(amount: number, currency: string): string {
  const exponent = exponentOf(currency);
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  return format.format(amount / 10 ** exponent);
}

export function isCurrency(code: string): boolean {
  return currencies.has(code.toUpperCase());
}

const currencies = new Set(Intl.supportedValuesOf("currency"));
