import type { LabelFile } from "../contracts/carrier.ts";
import { ProviderUnavailableError } from "../contracts/errors.ts";

/** As large as a label may be; ours are some 50 kB. */
const mostLabelBytes = 2 * 1024 * 1024;

/** A label, if that is what the bytes are; anything else is an answer that broke. */
export function readPdf(name: string, bytes: Uint8Array): LabelFile {
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
  if (!isPdf || bytes.length > mostLabelBytes)
    throw new ProviderUnavailableError(`${name}: the label is no PDF that we take (${bytes.length} bytes)`);
  return { contentType: "application/pdf", bytes };
}
