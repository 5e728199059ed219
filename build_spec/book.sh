#!/bin/sh
# Builds db/practices.sqlite when the content or the code that builds it is newer.
set -eu
cd "$(dirname "$0")/.."
book=db/practices.sqlite

is_current() {
    [ -f $book ] || return 1
    [ -z "$(find resources/content -newer $book | head -n 1)" ] || return 1
    [ -z "$(find esscollab_desktop/packs esscollab_desktop/storage/catalogue esscollab_desktop/domain \
        -name '*.py' -newer $book | head -n 1)" ]
}

is_current || exec .venv/bin/python -P -m esscollab_desktop.packs resources/content $book
