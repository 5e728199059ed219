#!/bin/sh
# Writes requirements/*.txt anew: names, versions and hashes for every system and every Python, no addresses.
set -eu
cd "$(dirname "$0")/.."

lock() {
    name=$1
    shift
    .venv/bin/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o "requirements/$name.txt" "$@"
}

[ ! -e /etc/ssl/certs ] || export UV_SYSTEM_CERTS=1
lock run pyproject.toml
lock dev pyproject.toml --group dev
echo uv | lock uv -
