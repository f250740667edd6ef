import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { absolutePath } from "swagger-ui-dist";

const start = `window.ui = SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#api", deepLinking: true, validatorUrl: null, persistAuthorization: false });
`;

const types: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
};

/** A file of the documentation page; null for any other name. */
export async function readDocsFile(
  name: string,
): Promise<{ body: Uint8Array<ArrayBuffer> | string; type: string } | null> {
  if (name === "start.js") return { body: start, type: "text/javascript; charset=utf-8" };
  const type = types[name];
  if (type === undefined) return null;
  return { body: new Uint8Array(await readFile(join(absolutePath(), name))), type };
}
