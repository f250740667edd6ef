# syntax=docker/dockerfile:1

# Stand-ins for Stripe, marketplaces and carriers: for trying things out, never for production.
FROM node:26-bookworm-slim AS dependencies
RUN npm install --global pnpm@12
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/sandbox/package.json apps/sandbox/
RUN pnpm install --frozen-lockfile --prod --filter @cartwright/sandbox \
  && rm -rf node_modules/.pnpm/node-linux-*

FROM node:26-bookworm-slim AS run
ENV NODE_ENV=production SANDBOX_PORT=4000 SANDBOX_HOST=0.0.0.0
WORKDIR /app
COPY --from=dependencies /app ./
COPY apps/sandbox/src apps/sandbox/src
COPY apps/sandbox/data apps/sandbox/data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SANDBOX_PORT}/webhook/received`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/sandbox/src/main.ts"]
