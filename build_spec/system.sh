#!/bin/sh
# What the program needs from the system, installed where it is missing.
#   system.sh libraries [PACKAGE...]  the shared libraries that Qt loads, and Debian packages by name
#   system.sh tools                   the programs that `make test-outside` calls, and the accessibility bus
#   system.sh packaging               what PyInstaller needs to take the program apart
# As root on Debian or Ubuntu it installs; otherwise it says what to run, and stops.
set -eu

# Found with ldd on Qt's Gui, Widgets, Svg, PrintSupport, DBus and Network and on the plugins for X11, Wayland,
# pictures and printing, and proved on a bare Debian 12. Newer releases add t64 to some names; apt follows.
libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libbrotlidec.so.1 libbrotli1
libcups.so.2 libcups2
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libstdc++.so.6 libstdc++6
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libz.so.1 zlib1g
libzstd.so.1 libzstd1
'

tools='
Xvfb xvfb
xauth xauth
xdotool xdotool
pdfinfo poppler-utils
qpdf qpdf
chromium chromium
npm npm
/usr/lib/libreoffice/program/libswlo.so libreoffice-writer-nogui
/usr/sbin/cupsd cups-daemon
/usr/sbin/lpadmin cups-client
lpstat cups-client
/usr/lib/cups/filter/pdftopdf cups-filters-core-drivers
/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd printer-driver-cups-pdf
dbus-daemon dbus-daemon
/usr/libexec/at-spi-bus-launcher at-spi2-core
/usr/lib/python3/dist-packages/gi/__init__.py python3-gi
/usr/lib/*/girepository-1.0/Atspi-2.0.typelib gir1.2-atspi-2.0
/usr/share/fonts/truetype/kacst-one/KacstOne.ttf fonts-kacst-one
/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf fonts-droid-fallback
/usr/share/fonts/truetype/lohit-devanagari/Lohit-Devanagari.ttf fonts-lohit-deva
/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf fonts-noto-color-emoji
'

# Names of the packages in the table $1 whose file is not there, on one line.
missing_libraries() {
    PATH="$PATH:/usr/sbin:/sbin"
    command -v ldconfig >/dev/null || return 0
    known=$(ldconfig -p)
    echo "$libraries" | while read -r file package; do
        [ -n "$file" ] || continue
        case "$known" in *"	$file "*) ;; *) printf '%s ' "$package" ;; esac
    done
}

missing_tools() {
    echo "$tools" | while read -r tool package; do
        case "$tool" in
            '') ;;
            # shellcheck disable=SC2086
            /*) ls $tool >/dev/null 2>&1 || printf '%s ' "$package" ;;
            *) command -v "$tool" >/dev/null || printf '%s ' "$package" ;;
        esac
    done
}

# Debian's Python has its library built in; PyInstaller wants it as a file.
missing_packaging() {
    command -v objdump >/dev/null || printf 'binutils '
    library=$(.venv/bin/python -c 'import sysconfig as s; print(s.get_config_var("LIBDIR"), s.get_config_var("INSTSONAME"))')
    name=${library##* }
    case "$name" in
        *.so.*) [ -e "${library% *}/$name" ] || PATH="$PATH:/sbin" ldconfig -p | grep -q "$name" ||
            printf '%s ' "${name%.so.*}" ;;
    esac
}

install_packages() {
    if ! command -v apt-get >/dev/null; then
        echo "These are missing on this machine; install what your system calls them, then run it again:" >&2
        echo "  $*" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "Some system packages are missing. Run this line, then run it again:" >&2
        echo "  sudo apt-get install --no-install-recommends $*" >&2
        exit 1
    fi
    echo "Installing system packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update
    apt-get -qq install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >/dev/null
}

[ "$(uname)" = Linux ] || exit 0
kind=$1
shift
names="$(missing_"$kind") $*"
# shellcheck disable=SC2086
[ "$names" = " " ] || install_packages $names
