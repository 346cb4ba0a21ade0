# shellcheck shell=sh
# `./run start`: embedded mode in one process, or service mode in three (docs/operate.md).

# Bring database, plan, first administrator and static files up to date; safe to run again.
prepare() {
    "$PYTHON" manage.py migrate --no-input
    "$PYTHON" manage.py load_plan
    "$PYTHON" manage.py first_administrator
    "$PYTHON" manage.py collectstatic --no-input --verbosity 0
}

web() {
    # Else every thread keeps a heap of its own: 4 MB more for each worker, and no quicker.
    export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
    exec "$VENV/bin/gunicorn" irp.wsgi --bind "${BIND:-127.0.0.1:8000}" \
        --workers "${WEB_WORKERS:-2}" --threads "${WEB_THREADS:-4}" --no-control-socket
}

# Celery would check every page and form at each start, as `prepare` and `./run check` do: a third
# of the time that a worker takes to start, and 20 MB of each for good.
worker() {
    export CELERY_SKIP_CHECKS=1
    exec "$VENV/bin/celery" --app irp worker --concurrency "${PACK_WORKERS:-2}" \
        --loglevel "${LOG_LEVEL:-WARNING}"
}

# The clock, and the one worker that sweeps: packs that are drawn elsewhere hold no sweep up.
beat() {
    export CELERY_SKIP_CHECKS=1
    exec "$VENV/bin/celery" --app irp worker --beat --queues sweep --pool solo \
        --hostname sweep@%h --without-gossip --without-mingle --loglevel "${LOG_LEVEL:-WARNING}"
}

# Whether every process named still runs: given several, some shells' kill asks for one alone.
all_run() {
    for one; do kill -0 "$one" 2>/dev/null || return 1; done
}

# Run web, worker and beat until one of them ends or this shell is told to stop; then stop all.
supervise() {
    web &
    parts=$!
    worker &
    parts="$parts $!"
    beat &
    parts="$parts $!"
    stopped=
    trap 'stopped=yes' INT TERM HUP
    while [ -z "$stopped" ] && all_run $parts; do
        sleep 1 &
        wait $! || :
    done
    # One signal each: at a second one a Celery worker drops the pack that it is drawing.
    kill -TERM $parts 2>/dev/null || :
    for part in $parts; do
        while kill -0 "$part" 2>/dev/null; do wait "$part" || :; done
    done
    [ -n "$stopped" ] || fail "One part of the service ended; the others were stopped."
}

# $1 is absent for the whole product, else one part of service mode.
start() {
    if [ -z "${DATABASE_URL:-}" ] || [ -z "${REDIS_URL:-}" ]; then
        case ${1:-} in
            prepare | web | worker | beat)
                fail "'$1' is a part of service mode: set DATABASE_URL and REDIS_URL first."
                ;;
        esac
        exec "$PYTHON" "$ROOT/manage.py" start "$@"
    fi
    cd "$ROOT"
    case ${1:-} in
        "")
            prepare
            supervise
            ;;
        prepare | web | worker | beat) "$1" ;;
        *) fail "start takes prepare, web, worker, beat or nothing, not '$1'." ;;
    esac
}
