FROM node:20-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# What only a developer reads goes: types, source maps, documents, the compiler that others name as a peer.
RUN npm run build && npm prune --omit=dev \
  && rm -rf node_modules/typescript node_modules/@typescript \
  && find node_modules/swagger-ui-dist -name '*es-bundle*' -exec rm {} + \
  && find dist node_modules -type f \( -name '*.map' -o -name '*.md' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \) -exec rm {} +

# Node alone, without npm and yarn.
FROM alpine:3.22
RUN apk add --no-cache libstdc++ && adduser -D -H -u 1000 node
COPY --from=build /usr/local/bin/node /usr/local/bin/node
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER 1000:1000
EXPOSE 3000
# A worker is probed where METRICS_PORT says; without it nothing is known of it here, but /admin/health of a web process tells.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "const { ROLE, PORT = 3000, METRICS_PORT } = process.env; const port = ROLE === 'worker' ? METRICS_PORT : PORT; port && fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "dist/main.js"]
