import { DomainError } from "@cartwright/core";

/** The largest body that is read where nothing else is said, in bytes. */
export const maxBodyBytes = 1024 * 1024;

/**
 * The body's bytes, `mostBytes` at most. Stops reading as soon as there are too many, whatever Content-Length says.
 *
 * @throws DomainError `payload_too_large`
 */
export async function readBody(request: Request, mostBytes = maxBodyBytes): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = new DomainError("payload_too_large", { mostBytes });
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw tooLarge;
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by the throw cancels the stream.
  const body: AsyncIterable<Uint8Array> = request.body;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > mostBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return joined(chunks, size);
}

/**
 * The body as a JSON object; empty means `{}`.
 *
 * @throws DomainError `payload_too_large`, `invalid_input`
 */
export async function readJsonBody(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readBody(request);
  if (bytes.byteLength === 0) return {};
  const parsed = parse(bytes);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new DomainError("invalid_input", {}, { message: "The body must be a JSON object." });
  }
  return { ...parsed };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new DomainError("invalid_input", {}, { message: "The body is not valid JSON.", cause: error });
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
