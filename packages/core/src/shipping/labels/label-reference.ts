const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * What a carrier calls a label from us: 16 letters and digits, since they print and search no more than 17. It is the random end
 * of the label's id, so it is the same however often it is made, and there is no other like it.
 */
export function labelReference(labelId: string): string {
  const bits = BigInt(`0x${labelId.replaceAll("-", "").slice(-20)}`);
  return Array.from({ length: 16 }, (_, place) => letters.charAt(Number((bits >> BigInt(75 - 5 * place)) & 31n))).join(
    "",
  );
}
