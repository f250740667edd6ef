import { existsSync } from "node:fs";

import bundled from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

import { chosenChromium } from "./env.ts";
import { unpackChromium } from "./unpack-chromium.ts";

// As root the sandbox does not start; the rest keeps the browser from calling home.
const quiet = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Made for machines that allow one process only; there a page that ends can take the browser with it.
const args = bundled.args.filter((arg) => arg !== "--single-process" && arg !== "--no-zygote");

/** Starts Chromium: `CHROMIUM_PATH`, else the system's, else the one that comes from npm. */
export async function launchChromium(): Promise<Browser> {
  const system =
    chosenChromium() ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
  if (system !== undefined) return chromium.launch({ executablePath: system, args: quiet });
  const { executablePath, env } = await unpackChromium();
  return chromium.launch({ executablePath, env, args: [...args, ...quiet] });
}
