import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { standIn } from "./page-nonce.ts";

/** Pages that the build has made: "there is nothing at this address", and the like. */
export interface BuiltPages {
  /** The same page with stand-ins on its scripts; undefined when the build did not make it. */
  find(page: Buffer): Buffer | undefined;
}

/**
 * Reads the pages that the build has made. They hold nothing that anybody has typed, so that every script in them, and what they load
 * early, is ours; any other page without a stand-in has no script that may run.
 */
export function readBuiltPages(folder: string): BuiltPages {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
  const pages = names.map((name) => {
    const page = readFileSync(join(folder, name));
    return {
      page,
      scripted: Buffer.from(page.toString("utf8").replaceAll(/<(?:script|link)\b/g, `$& nonce="${standIn}"`)),
    };
  });
  return { find: (given) => pages.find(({ page }) => page.equals(given))?.scripted };
}
