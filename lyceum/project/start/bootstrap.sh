#!/bin/sh
# Finds a Python that is new enough; everything else is written in it. Called by the commands in bin/.
cd "$(dirname "$0")/../../.." || exit 1

new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

for python in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python3.14; do
    if new_enough "$python"; then
        exec "$python" -m lyceum.project.start.install "$@"
    fi
done

echo "Lyceum needs Python 3.11 or newer; this machine offers $(python3 --version 2>/dev/null || echo 'none')." >&2
echo "Install one (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python)," >&2
echo "or say where it is: PYTHON=/path/to/python3.12 bin/run" >&2
exit 1
