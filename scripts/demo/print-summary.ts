import type { DemoFile } from "./demo-file.ts";

/** Prints where to look and how to sign in. */
export function printSummary(demo: DemoFile, write: (line: string) => void): void {
  const rows: [string, string][] = [
    ["Shop", demo.webUrl],
    ["Admin", `${demo.webUrl}/admin`],
    ["API docs", `${demo.webUrl}/docs`],
    ["Sandbox", demo.sandboxUrl],
    ["Sign in as owner", `${demo.admin.email}   ${demo.admin.password}`],
    ["Sign in as shopper", `${demo.customer.email}   ${demo.customer.password}`],
  ];
  const label = Math.max(...rows.map(([name]) => name.length));
  const value = Math.max(...rows.map(([, text]) => text.length));
  const line = `  +${"-".repeat(label + 2)}+${"-".repeat(value + 2)}+`;
  write("");
  write(line);
  for (const [name, text] of rows) write(`  | ${name.padEnd(label)} | ${text.padEnd(value)} |`);
  write(line);
}
