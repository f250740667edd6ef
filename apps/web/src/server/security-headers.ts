// Next reads its configuration before there is anything that has been parsed.
/* oxlint-disable node/no-process-env */
const secure = process.env["WEB_URL"]?.startsWith("https:") === true;

interface Header {
  readonly key: string;
  readonly value: string;
}

/**
 * On every answer, whoever gives it: pages and files, and the API before them. In production the server sets them as it answers, since
 * what a build has put down would speak of the address that was known while building. The policy for content comes with each answer.
 */
export const securityHeaders: readonly Header[] = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  ...(secure ? [{ key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" }] : []),
];

/** For `next dev`, whose hot reload needs inline scripts, `eval` and a socket. */
export const developmentHeaders: readonly Header[] = [
  ...securityHeaders,
  {
    key: "Content-Security-Policy",
    value: [
      "default-src 'self'",
      "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "connect-src 'self' ws:",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
  },
];
