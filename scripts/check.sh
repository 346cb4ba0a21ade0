# shellcheck shell=sh
# `./run check`: everything that judges the source without running the product.

# Run one check; its name is kept for the closing line when it fails.
judge() {
    name=$1
    shift
    say "== $name"
    "$@" || failed="$failed $name;"
}

# Django's deployment checks, with variables like those of a real installation.
deployment() {
    env SECRET_KEY="$("$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(60))')" \
        DATABASE_URL=postgres://plan:plan@127.0.0.1/plan REDIS_URL=redis://127.0.0.1/0 \
        ALLOWED_HOSTS=plan.example.org DEBUG=false IRP_STATE="$scratch" \
        "$PYTHON" manage.py check --deploy --fail-level WARNING
}

# Models and migrations agree; an empty database of its own, so that no real one is asked.
migrations() {
    env -u DATABASE_URL -u REDIS_URL IRP_STATE="$scratch" \
        "$PYTHON" manage.py makemigrations --check --dry-run
}

types() {
    env -u DATABASE_URL -u REDIS_URL IRP_STATE="$scratch" "$VENV/bin/mypy"
}

check() {
    failed=
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    judge "ruff check" "$VENV/bin/ruff" check --output-format concise .
    judge "ruff format" "$VENV/bin/ruff" format --check --output-format concise .
    judge "shell" "$VENV/bin/shellcheck" run .ci/run scripts/*.sh
    judge "types" types
    judge "imports" "$VENV/bin/lint-imports" --no-logo
    judge "templates" "$VENV/bin/djlint" --lint --quiet templates
    judge "migrations" migrations
    judge "deployment" deployment
    judge "compose file" "$VENV/bin/check-jsonschema" \
        --builtin-schema vendor.compose-spec docker-compose.yml
    [ -z "$failed" ] || fail "Failed:$failed"
    say "All checks passed."
}
