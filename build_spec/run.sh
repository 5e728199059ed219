#!/bin/sh
# Starts the window; where there is no screen, does the main job without one and leaves the results in build/out.
set -eu
cd "$(dirname "$0")/.."
if [ "$(uname)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/esscollab-desktop "$@"
fi
exec .venv/bin/python -P -m esscollab_desktop.headless build/out
