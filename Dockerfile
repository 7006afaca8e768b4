# The bot in a container: small, not root, nothing written but the store's folder (run it with --read-only).
# Build: docker build -t sodertornsboten .
FROM python:3.13-slim AS built
WORKDIR /bot
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
# requirements-traces.lock has what sends traces too: --build-arg LOCK=requirements-traces.lock
ARG LOCK=requirements-serve.lock
COPY requirements-serve.lock requirements-traces.lock ./
RUN python -m venv /venv && /venv/bin/pip install --require-hashes --only-binary :all: -r "$LOCK"
COPY bot bot
COPY dialogs dialogs
COPY data data
COPY manifest manifest
# Compiled here, since the file system is read-only later.
RUN /venv/bin/python -m compileall -q bot dialogs

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /bot boten && install -d -o boten /var/lib/boten
COPY --from=built /venv /venv
COPY --from=built /bot /bot
WORKDIR /bot
USER 10001
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PORT=3978 BOT_DATA=/var/lib/boten
VOLUME /var/lib/boten
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
# The bot stops by itself within ten seconds of SIGTERM: no new turns, those under way finish.
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["serve"]
