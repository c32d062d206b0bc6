# nginx with the built site. The certificate is mounted: no key is ever in an image.
ARG BASE=debian:bookworm-slim
ARG NODE_BASE=node:22-bookworm-slim
FROM ${NODE_BASE} AS site
WORKDIR /src
COPY web/package.json web/package-lock.json web/
RUN npm ci --prefix web --no-audit --no-fund
COPY contracts/http contracts/http
COPY web web
RUN npm run build --prefix web

FROM ${BASE}
RUN if ! command -v nginx >/dev/null; then \
        apt-get update -q && apt-get install -q -y --no-install-recommends nginx-light curl \
        && rm -rf /var/lib/apt/lists/*; fi
COPY --from=site /src/web/dist /srv/site
COPY deploy/images/gateway.conf /etc/mes/nginx.conf
COPY deploy/images/gateway-start.sh /usr/local/bin/gateway-start
USER www-data
EXPOSE 8443
ENTRYPOINT ["gateway-start"]
