import { readFile } from "node:fs/promises";

/** A page of `docs`, and the source of an example that it must quote word for word. */
export async function readPage(page: string, example: URL): Promise<{ page: string; example: string }> {
  const address = new URL(`../../../../docs/${page}`, import.meta.url);
  const [text, source] = await Promise.all([readFile(address, "utf8"), readFile(example, "utf8")]);
  return { page: text, example: source.trim() };
}
