# RabbitMQ from Debian, with the management interface.
ARG BASE=debian:bookworm-slim
FROM ${BASE}
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends rabbitmq-server \
    && rm -rf /var/lib/apt/lists/*
COPY deploy/images/rabbitmq-start.sh /usr/local/bin/rabbitmq-start
USER rabbitmq
ENV HOME=/var/lib/rabbitmq RABBITMQ_NODENAME=mes@localhost RABBITMQ_CONFIG_FILE=/tmp/rabbitmq.conf \
    RABBITMQ_ENABLED_PLUGINS_FILE=/tmp/enabled_plugins RABBITMQ_GENERATED_CONFIG_DIR=/tmp/generated \
    RABBITMQ_PID_FILE=/tmp/broker.pid RABBITMQ_LOG_BASE=/tmp/log RUNNING_UNDER_SYSTEMD=true \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+sbwt none +sbwtdcpu none +sbwtdio none"
VOLUME /var/lib/rabbitmq
EXPOSE 5672 15672
ENTRYPOINT ["rabbitmq-start"]
