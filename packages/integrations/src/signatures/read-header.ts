import { InvalidSignatureError } from "../contracts/errors.ts";

/** Headers as the Fetch API or as Node's http module gives them. */
export type HeaderSource = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** The one value of a header; missing, empty or given twice is refused. */
export function readHeader(headers: HeaderSource, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : fromRecord(headers, name);
  if (typeof value === "string" && value !== "") return value;
  throw new InvalidSignatureError(`${name} is ${Array.isArray(value) ? "given more than once" : "missing"}`);
}

/** Whether the header is there with anything in it. */
export function hasHeader(headers: HeaderSource, name: string): boolean {
  const value = headers instanceof Headers ? headers.get(name) : fromRecord(headers, name);
  return value !== null && value !== undefined && value !== "";
}

function fromRecord(headers: Exclude<HeaderSource, Headers>, name: string): string | readonly string[] | undefined {
  const wanted = name.toLowerCase();
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === wanted)
    .map(([, value]) => value);
  return values.length > 1 ? values.flatMap((value) => value ?? []) : values[0];
}
