#!/bin/sh
# Makes .venv ready: `setup.sh run` to use the program, `setup.sh dev` to work on it. Quick when nothing changed.
# PYTHON names the Python to use; without it a .venv that works is kept, or the first fitting Python is taken.
set -eu
cd "$(dirname "$0")/.."
kind=$1
here=$(pwd -P)
stamp=.venv/ready
# Start-up takes three times as long without compiled files.
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV || true

say() { echo "$*" >&2; }

fits() {
    { "$1" -c 'import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; } 2>/dev/null
}

real_path() {
    "$1" -c 'import os, sys; print(os.path.realpath(sys.executable))'
}

# All that .venv was made from; a change in any of it means another look.
state() {
    echo "$here $(readlink -f .venv/bin/python) $(cat requirements/*.txt build_spec/setup.sh | cksum)"
}

is_ready() {
    [ -x .venv/bin/python ] && [ -f $stamp ] || return 1
    { read -r made_for && read -r asked && read -r made_from; } <$stamp || return 1
    [ "$made_from" = "$(state)" ] || return 1
    [ "$made_for" = dev ] || [ "$made_for" = "$kind" ] || return 1
    [ -z "${PYTHON:-}" ] || [ "$PYTHON" = "$asked" ]
}

# A .venv that was moved, or whose Python is gone or was replaced by another version, can't be mended.
venv_works() {
    [ -x .venv/bin/python ] && fits .venv/bin/python || return 1
    .venv/bin/python -c 'import os, sys, sysconfig; raise SystemExit(not (
        os.path.isdir(sysconfig.get_path("purelib")) and os.path.samefile(sys.prefix, ".venv")))' || return 1
    grep -qF " $here/.venv" .venv/pyvenv.cfg || return 1
    [ -z "${PYTHON:-}" ] || [ "$(real_path "$PYTHON")" = "$(real_path .venv/bin/python)" ]
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        fits "$PYTHON" || { say "PYTHON=$PYTHON does not run Python 3.11, 3.12 or 3.13. Name one that does."; exit 1; }
        return
    fi
    for PYTHON in python3.11 python3.12 python3.13 python3; do
        command -v "$PYTHON" >/dev/null && fits "$PYTHON" && return
    done
    say "No Python 3.11, 3.12 or 3.13 was found. Install one, or name it: make run PYTHON=/path/to/python3.12"
    exit 1
}

# Debian's Python comes without what makes environments.
venv_package() {
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
        "$PYTHON" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

make_venv() {
    say "Making .venv with $("$PYTHON" --version)"
    rm -rf .venv
    "$PYTHON" -m venv .venv
}

install_packages() {
    say "Installing the packages of requirements/$kind.txt into .venv"
    export PIP_DISABLE_PIP_VERSION_CHECK=1
    .venv/bin/python -m pip install -q --require-hashes -r requirements/uv.txt
    # uv reads neither the system's certificates nor pip's settings unless it is told.
    [ ! -e /etc/ssl/certs ] || export UV_SYSTEM_CERTS=1
    index=${PIP_INDEX_URL:-$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
    [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
    .venv/bin/uv pip sync -q --python .venv/bin/python --require-hashes --compile-bytecode "requirements/$kind.txt"
}

# The checkout itself, editable: a path file and the two commands. No build tool is needed for that.
link_checkout() {
    echo "$here" >"$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/esscollab.pth"
    for name in esscollab esscollab-desktop; do
        printf '#!/bin/sh\nexec "%s/.venv/bin/python" -P -m esscollab_desktop "$@"\n' "$here" >".venv/bin/$name"
        chmod +x ".venv/bin/$name"
    done
}

if is_ready; then
    sh build_spec/system.sh libraries
else
    # What was installed for work on the program serves for using it too.
    [ ! -f $stamp ] || [ "$(head -n 1 $stamp)" != dev ] || kind=dev
    if venv_works; then
        sh build_spec/system.sh libraries
    else
        choose_python
        # shellcheck disable=SC2046
        sh build_spec/system.sh libraries $(venv_package)
        make_venv
    fi
    rm -f $stamp
    install_packages
    link_checkout
    { echo "$kind"; echo "${PYTHON:-}"; state; } >$stamp
fi

# Our own code compiled too: after a pull, and where PYTHONDONTWRITEBYTECODE keeps Python from doing it.
if [ ! -f .venv/compiled ] || [ -n "$(find esscollab_desktop -name '*.py' -newer .venv/compiled | head -n 1)" ]; then
    touch .venv/compiled
    .venv/bin/python -m compileall -q esscollab_desktop || rm -f .venv/compiled
fi
