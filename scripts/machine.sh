# shellcheck shell=sh
# What the machine must have before anything is installed: Python 3.11 with venv, the libraries
# WeasyPrint draws with, fonts and, for the tests, a browser, PDF tools, PostgreSQL and Redis.

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$*"
    exit 1
}

# Set BASE_PYTHON to the first Python that is 3.11 or newer and can make virtual environments. The
# system's own comes before others on PATH: it is patched with the system, and built with what a
# Python compiled on the machine seldom is: profiles, which save it a sixth of its processor time.
find_python() {
    for candidate in "$PYTHON" /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' \
            2>/dev/null; then
            BASE_PYTHON=$candidate
            return 0
        fi
    done
    BASE_PYTHON=
    return 1
}

# Print the Debian packages of the drawing libraries that cannot be loaded.
missing_libraries() {
    "$BASE_PYTHON" -I -S - <<'LOAD'
import ctypes

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
for library, package in LIBRARIES.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
LOAD
}

# Print the Debian packages that font families, or fontconfig itself, are missing from.
missing_fonts() {
    command -v fc-list >/dev/null || echo fontconfig
    families=$(fc-list : family 2>/dev/null || :)
    case $families in *"DejaVu Sans"*) ;; *) echo fonts-dejavu-core ;; esac
    case $families in *"Liberation Sans"*) ;; *) echo fonts-liberation2 ;; esac
}

# True when the library $1 can be loaded.
loads() {
    "$BASE_PYTHON" -I -S -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

# Print the Debian packages that only the tests need and this machine lacks.
missing_for_tests() {
    # The browser of the trips is unpacked by set-up; it loads Mozilla's cryptography.
    loads libnss3.so || echo libnss3
    command -v pdftoppm >/dev/null || echo poppler-utils
    command -v redis-server >/dev/null || echo redis-server
    for postgres in /usr/lib/postgresql/*/bin/postgres "$(command -v postgres || :)"; do
        [ ! -x "$postgres" ] || return 0
    done
    echo postgresql
}

# Print every missing Debian package, one a line; $1 is runtime or tests.
missing_packages() {
    if find_python; then
        missing_libraries
    else
        printf '%s\n' python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    fi
    missing_fonts
    [ "$1" = runtime ] || missing_for_tests
}

# Install packages where that needs no question; $1 is "" or a command that makes one root.
install_packages() {
    as_root=$1
    shift
    say "Installing Debian packages: $*"
    # Package lists are read anew only where the machine has none or they are too old.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
        --no-install-recommends "$@" >/dev/null 2>&1 && return 0
    $as_root apt-get update -qq >&2 &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
            --no-install-recommends "$@" >&2
}

# Leave with the line to type when the machine lacks something; $1 is runtime or tests.
require_machine() {
    [ "$(uname -s)" = Linux ] || {
        find_python || fail "Python 3.11 or newer with venv is needed."
        return 0
    }
    missing=$(missing_packages "$1" | paste -sd ' ' -)
    [ -n "$missing" ] || { find_python; return 0; }
    if command -v apt-get >/dev/null; then
        if [ "$(id -u)" -eq 0 ]; then
            install_packages "" $missing || :
        elif sudo -n true 2>/dev/null; then
            install_packages sudo $missing || :
        fi
        missing=$(missing_packages "$1" | paste -sd ' ' -)
    fi
    find_python || :
    [ -z "$missing" ] || fail "This machine lacks: $missing
Type this, then run the command again:
    sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
}
