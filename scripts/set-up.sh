# shellcheck shell=sh
# Set-up: the virtual environment from hashed lock files, the front end's CSS and JS, the packs'
# fonts and, for the tests, the browser of the trips.
# Each is keyed on what it is made from, so that setting up an unchanged tree takes no time.

# Print the lock files of an environment of kind $1, runtime or tests.
locks_of() {
    case $1 in
        runtime) echo requirements.lock requirements-setup.lock ;;
        tests) echo requirements-dev.lock requirements-setup.lock ;;
    esac
}

# Print what an environment of kind $1 should say it was made from.
environment_key() {
    # shellcheck disable=SC2046  # one file, one word
    (cd "$ROOT" && echo "$1 $(cat $(locks_of "$1") | cksum)")
}

# True when the environment is made for kind $1; one made for the tests serves the runtime too.
environment_is_made() {
    grep -qsF -- " $VENV" "$VENV/pyvenv.cfg" || return 1 # absent, or the tree was moved
    made=$(cat "$VENV/made-from" 2>/dev/null) || return 1
    [ "$made" = "$(environment_key tests)" ] ||
        { [ "$1" = runtime ] && [ "$made" = "$(environment_key runtime)" ]; }
}

# Install exactly what the lock files named say, every file checked against its hash. uv does it
# in seconds; pip follows where uv cannot reach what only pip is configured for (a mirror, say).
install_locked() {
    (
        cd "$ROOT"
        requirements=
        for lock; do requirements="$requirements -r $lock"; done
        if [ "$1" != requirements-setup.lock ]; then
            UV_SYSTEM_CERTS=true "$PYTHON" -m uv pip sync --quiet --require-hashes --python "$PYTHON" "$@" && exit 0
            say "uv could not install them; pip tries."
        fi
        "$PYTHON" -m pip install --quiet --disable-pip-version-check --require-hashes \
            $requirements # one option, one word
    )
}

make_environment() {
    kind=$1
    # An environment that served the tests goes on serving them.
    case $(cat "$VENV/made-from" 2>/dev/null || :) in tests*) kind=tests ;; esac
    say "Installing Python packages ($kind)"
    rm -f "$VENV/made-from"
    if ! grep -qsF -- " $VENV" "$VENV/pyvenv.cfg" || ! "$PYTHON" -c 'import pip' 2>/dev/null; then
        "$BASE_PYTHON" -m venv --clear "$VENV"
    fi
    install_locked requirements-setup.lock
    # shellcheck disable=SC2046  # one file, one word
    install_locked $(locks_of "$kind")
    environment_key "$kind" >"$VENV/made-from"
}

# Print what the built CSS and JS should say they were made from.
front_end_key() {
    (
        cd "$ROOT"
        find package.json package-lock.json .npmrc scripts/pack_fonts.py static -type f \
            ! -path 'static/dist/*' ! -path 'static/.*' -exec cksum {} + | LC_ALL=C sort | cksum
    )
}

front_end_is_built() {
    [ -d "$ROOT/static/dist" ] &&
        [ "$(cat "$VENV/front-end-made-from" 2>/dev/null)" = "$(front_end_key)" ]
}

# True when the Node.js found first on PATH, with npm, is new enough for Sass.
node_suits() {
    command -v npm >/dev/null && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);' 2>/dev/null
}

# See to it that the Node.js found first on PATH suits.
find_node() {
    if node_suits; then return 0; fi
    PATH=$VENV/bin:$PATH
    node_suits || {
        say "This machine's Node.js is absent or older than 20.19; installing one in .venv"
        (cd "$ROOT" && "$PYTHON" -m pip install --quiet --disable-pip-version-check \
            --require-hashes -r requirements-node.lock)
    }
}

# Install in folder $1 exactly what its package-lock.json says.
install_packages_of_node() {
    (cd "$1" && npm ci --no-audit --no-fund --no-update-notifier --loglevel=error >/dev/null)
}

build_front_end() {
    say "Building CSS and JavaScript"
    rm -f "$VENV/front-end-made-from"
    find_node
    compile_front_end
    make_fonts
    front_end_key >"$VENV/front-end-made-from"
}

compile_front_end() {
    install_packages_of_node "$ROOT" && (cd "$ROOT" && npm run --silent build >&2)
}

# Make the fonts that packs print names of other scripts in; it takes Python and the npm packages.
make_fonts() {
    say "Making the fonts of the packs"
    "$PYTHON" "$ROOT/scripts/pack_fonts.py" "$ROOT/node_modules" "$ROOT/static/dist/fonts"
}

BROWSER=$ROOT/tests/trips/chromium

# Print what the browser of the trips should say it was made from.
browser_key() {
    cksum <"$BROWSER/package-lock.json"
}

# True when kind $1 has the browser it needs.
browser_is_made() {
    [ "$1" = runtime ] ||
        { [ -x "$VENV/chromium" ] && [ "$(cat "$VENV/chromium-made-from" 2>/dev/null)" = "$(browser_key)" ]; }
}

# Unpack the Chromium that has no window of its own: it starts, and draws a page, in a little over
# half of the time that Debian's takes.
make_browser() {
    say "Unpacking the browser of the trips"
    rm -f "$VENV/chromium-made-from"
    find_node
    install_packages_of_node "$BROWSER"
    "$PYTHON" - "$BROWSER/node_modules/@sparticuz/chromium/bin/chromium.br" "$VENV/chromium" <<'UNPACK'
import sys
from pathlib import Path

import brotli

packed, browser = map(Path, sys.argv[1:])
browser.write_bytes(brotli.decompress(packed.read_bytes()))
browser.chmod(0o755)
UNPACK
    rm -rf "$BROWSER/node_modules"
    browser_key >"$VENV/chromium-made-from"
}

# Make the tree ready for kind $1, runtime or tests. Two set-ups at once wait for each other.
set_up() {
    require_machine "$1"
    if environment_is_made "$1" && front_end_is_built && browser_is_made "$1"; then return 0; fi
    (umask 077 && mkdir -p "$STATE")
    exec 9>"$STATE/set-up.lock"
    if command -v flock >/dev/null; then flock 9; fi
    if environment_is_made "$1"; then
        front_end_is_built || build_front_end
    elif node_suits && ! front_end_is_built; then
        make_both "$1"
    else # without a Node.js of its own, the machine needs the environment first
        make_environment "$1"
        front_end_is_built || build_front_end
    fi
    browser_is_made "$1" || make_browser
    exec 9>&-
}

# Make the environment and the front end at the same time: each waits for the network in turn.
make_both() {
    say "Building CSS and JavaScript meanwhile"
    compile_front_end &
    compiling=$!
    make_environment "$1"
    wait "$compiling" || fail "The CSS and JavaScript could not be built."
    make_fonts
    front_end_key >"$VENV/front-end-made-from"
}

# Write lock file $1; further arguments go to uv. It names no registry, so that any may serve.
lock_one() {
    output=$1
    shift
    "$PYTHON" -m uv pip compile --quiet --universal --generate-hashes --no-header \
        --output-file "$output" "$@"
}

# Write all lock files anew from pyproject.toml: what it allows, or the newest with --upgrade.
lock() {
    lock_one requirements.lock pyproject.toml "$@"
    lock_one requirements-dev.lock pyproject.toml --group dev --constraints requirements.lock "$@"
    lock_one requirements-setup.lock --group setup "$@"
    lock_one requirements-node.lock --group node "$@"
}
