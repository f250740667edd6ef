import { join } from "node:path";

import type { NextConfig } from "next";

const development = process.env.NODE_ENV === "development";
const secure = process.env["WEB_URL"]?.startsWith("https:") === true;

// Next puts its own small scripts into the page; without them nothing hydrates. Scripts from elsewhere never run.
const contentSecurity = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${development ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join("; ");

const headers = [
  { key: "Content-Security-Policy", value: contentSecurity },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  ...(secure ? [{ key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" }] : []),
];

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
  experimental: { isrFlushToDisk: false },
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: true },
  headers: () => Promise.resolve([{ source: "/:path*", headers }]),
};

export default config;
