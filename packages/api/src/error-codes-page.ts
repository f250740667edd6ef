import { errorCodes } from "@cartwright/core";

import { errorTable } from "./errors.ts";

/** `docs/error-codes.md`, made from the table that answers by it. */
export function errorCodesPage(): string {
  const rows = errorCodes.map((code) => `| \`${code}\` | ${errorTable[code].status} | ${errorTable[code].message} |`);
  return `# Error codes

Every refusal has the fitting HTTP status and this body; over tRPC the same fields are in \`error.data\`.

\`\`\`json
{ "error": { "code": "out_of_stock", "message": "…", "details": { }, "requestId": "…" } }
\`\`\`

\`code\` is one of this closed list. \`message\` is for people and may change; \`details\` are for programs; \`requestId\` finds
the request in our logs and is in the header \`X-Request-Id\` too. A message may be more exact than the one here.

| code | status | meaning |
|---|---|---|
${rows.join("\n")}

This page is written by \`node packages/api/scripts/write-error-codes.ts\`; a test fails when it is not current.
`;
}
