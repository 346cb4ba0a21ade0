# One image for web, worker and beat: docker-compose.yml chooses by command. It is set up by
# `./run` as any Debian machine is, so that there is one list of packages and one way to install.
FROM debian:bookworm-slim AS build
WORKDIR /app
COPY run requirements*.lock package.json package-lock.json .npmrc ./
COPY scripts scripts
COPY static static
ENV UV_COMPILE_BYTECODE=1
# The compiler of the front end stays behind: node_modules, and Node.js in the environment.
RUN ./run set-up \
    && .venv/bin/uv pip sync --quiet --require-hashes requirements.lock requirements-setup.lock \
    && rm -rf node_modules var

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app /app
# Python and the drawing libraries from Debian; everything else is there already.
RUN ./run set-up && rm -rf /var/lib/apt/lists/*
COPY . .
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# Static files are gathered for service mode; these values serve that one command only.
RUN DATABASE_URL=postgres:///build REDIS_URL=redis:///0 \
        SECRET_KEY=only-for-gathering-static-files-while-building \
        .venv/bin/python manage.py collectstatic --no-input --verbosity 0 \
    && useradd --system --uid 900 --home-dir /app/var --shell /usr/sbin/nologin plan \
    && mkdir -p var/packs var/evidence \
    && chown -R plan var
USER plan
ENV BIND=0.0.0.0:8000
EXPOSE 8000
ENTRYPOINT ["./run"]
CMD ["start"]
