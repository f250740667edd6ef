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

// Of the package's own arguments these are for machines that allow one process only, where a page that ends can take the
// browser with it, and for drawing with a graphics card that is computed: on two cores a page stands still for seconds.
const unwanted =
  /^--(single-process|no-zygote|in-process-gpu|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist)/;
const args = [...bundled.args.filter((arg) => !unwanted.test(arg)), "--disable-gpu"];

/** Starts Chromium: `CHROMIUM_PATH`, else the system's, else the one that comes from npm. */
export async function launchChromium(): Promise<Browser> {
  const system =
    chosenChromium() ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
  if (system !== undefined) return chromium.launch({ executablePath: system, args: quiet });
  const { executablePath, env } = await unpackChromium();
  return chromium.launch({ executablePath, env, args: [...args, ...quiet] });
}
