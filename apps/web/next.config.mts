import { join } from "node:path";

import type { NextConfig } from "next";

import { developmentHeaders } from "./src/server/security-headers.ts";

// The ending matters: Node reads `.mts` by itself, while for `next.config.ts` Next loads its compiler into the running
// server, 25 MB that stay.
const config: NextConfig = {
  transpilePackages: ["@cartwright/api", "@cartwright/core", "@cartwright/db", "@cartwright/integrations"],
  serverExternalPackages: [
    "@node-rs/argon2",
    "graphile-worker",
    "pg",
    "pino",
    "prom-client",
    "sharp",
    "swagger-ui-dist",
  ],
  outputFileTracingRoot: join(import.meta.dirname, "../.."),
  turbopack: { root: join(import.meta.dirname, "../..") },
  images: { unoptimized: true },
  // Rendered pages are kept in memory, each process its own: what people type into addresses cannot fill a disk.
  cacheMaxMemorySize: 96 * 1024 * 1024,
  experimental: { isrFlushToDisk: false, preloadEntriesOnStart: false },
  poweredByHeader: false,
  // Our server puts a nonce into each page before it compresses it, so that no two answers are the same bytes.
  compress: false,
  generateEtags: false,
  reactStrictMode: true,
  // Types that a build leaves behind describe that build: they have no say in `tsc -p apps/web`.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  // In production our server sets them.
  ...(process.env.NODE_ENV === "development" && {
    headers: () => Promise.resolve([{ source: "/:path*", headers: [...developmentHeaders] }]),
  }),
};

export default config;
