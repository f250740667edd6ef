// Next reads its configuration before there is anything that has been parsed.
/* oxlint-disable node/no-process-env */
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

/** On every answer, whoever gives it: the pages and handlers of Next, and the API before them. */
export const securityHeaders: readonly { readonly key: string; readonly value: string }[] = [
  { key: "Content-Security-Policy", value: contentSecurity },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  ...(secure ? [{ key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" }] : []),
];
