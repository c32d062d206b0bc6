# MailDev, for a demonstration: a real platform gives the notifier a real SMTP server instead.
ARG NODE_BASE=node:22-bookworm-slim
FROM ${NODE_BASE}
WORKDIR /opt/mail
COPY deploy/native/package.json deploy/native/package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
USER 10004
EXPOSE 1025 1080
ENTRYPOINT ["node", "--max-old-space-size=160", "node_modules/maildev/bin/maildev", \
    "--smtp=1025", "--web=1080", "--ip=0.0.0.0", "--web-ip=0.0.0.0", "--mail-directory=/mails", "--silent"]
