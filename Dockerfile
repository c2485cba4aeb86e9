# The image of the app for production: see docs/container.md. Every builder knows these instructions, BuildKit or not.

FROM node:24-slim AS locked
WORKDIR /app
COPY package.json package-lock.json ./

FROM locked AS build
RUN npm ci --ignore-scripts
COPY build.ts tsconfig.json ./
COPY src/ src/
RUN node --import tsx build.ts --production

FROM locked AS packages
RUN npm ci --omit=dev --ignore-scripts

# Node.js alone: it has no shell and no package manager.
FROM gcr.io/distroless/nodejs24-debian13:nonroot
WORKDIR /app
ENV NODE_ENV=production
COPY --from=packages /app/node_modules/ node_modules/
COPY package.json ./
COPY public/ public/
COPY views/ views/
COPY --from=build /app/dist/ dist/
# By number, which Kubernetes can tell from root.
USER 65532:65532
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["/nodejs/bin/node", "-e", "http.get({ agent: false, host: '127.0.0.1', port: process.env.PORT || 3000, path: '/healthz' }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))"]
# The app is process 1 itself, and so it hears the signal to stop.
ENTRYPOINT ["/nodejs/bin/node"]
CMD ["dist/server.js"]
