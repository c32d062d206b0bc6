# Every process of every service: one image, the command says which.
#   docker build -f deploy/images/python.Dockerfile --build-arg BASE=… .
# Without a package index: put wheels in build/wheels on the host (`pip download --no-deps -r
# deploy/images/python.lock -d build/wheels`) and build with
#   --build-arg PIP_OPTIONS="--no-index --find-links /wheels" --network none
ARG BASE=debian:bookworm-slim
FROM ${BASE} AS python
RUN if ! python3 -c 'import ensurepip' 2>/dev/null; then \
        apt-get update -q && apt-get install -q -y --no-install-recommends python3 python3-venv ca-certificates \
        && rm -rf /var/lib/apt/lists/*; fi

FROM python AS packages
ARG PIP_OPTIONS=""
RUN python3 -m venv /opt/venv
COPY deploy/images/python.lock build/wheels* /wheels/
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes ${PIP_OPTIONS} -r /wheels/python.lock

FROM python
COPY --from=packages /opt/venv /opt/venv
COPY chassis /opt/mes/chassis
COPY enforcement /opt/mes/enforcement
COPY contracts /opt/mes/contracts
COPY services /opt/mes/services
COPY deploy/__init__.py deploy/gunicorn.conf.py deploy/compose_env.py /opt/mes/deploy/
COPY deploy/provision /opt/mes/deploy/provision
COPY deploy/native/__init__.py deploy/native/keys.py deploy/native/state.py deploy/native/ports.py deploy/native/settings.py \
    /opt/mes/deploy/native/
RUN useradd --system --uid 10001 --no-create-home mes
USER 10001
WORKDIR /opt/mes
ENV PATH=/opt/venv/bin:/usr/bin:/bin PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 LANG=C.UTF-8 MALLOC_ARENA_MAX=2
