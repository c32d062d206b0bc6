# clamd from Debian, with freshclam beside it to keep the signatures.
ARG BASE=debian:bookworm-slim
FROM ${BASE}
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends ca-certificates clamav-daemon clamav-freshclam \
    && rm -rf /var/lib/apt/lists/*
COPY deploy/images/clamd-start.sh /usr/local/bin/clamd-start
USER clamav
VOLUME /var/lib/clamav
EXPOSE 3310
ENTRYPOINT ["clamd-start"]
