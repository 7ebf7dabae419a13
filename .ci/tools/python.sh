#!/bin/sh
# Sees to .venv: Python 3.11.5 or newer, and the packages of a lock file, each held against its hash.
# Usage: sh .ci/tools/python.sh requirements.txt
set -eu
cd "$(dirname "$0")/../.."
lock=$1

stop() {
  printf '\n%s\n' "$1" >&2
  exit 1
}

new_enough() {
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' >/dev/null 2>&1
}

find_python() {
  if [ -n "${PYTHON:-}" ]; then
    new_enough "$PYTHON" || stop "PYTHON is set to $PYTHON, which is no Python 3.11.5 or newer; set it to one that is: make PYTHON=/path/to/python3"
    python=$PYTHON
    return
  fi
  for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if new_enough "$python"; then
      return
    fi
  done
  stop "No Python 3.11.5 or newer here. On Debian or Ubuntu type: sudo apt-get install python3 python3-venv  (elsewhere: https://www.python.org/downloads/), and then make again."
}

if ! { new_enough .venv/bin/python && .venv/bin/python -c 'import pip' >/dev/null 2>&1; }; then
  find_python
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
    stop "Python $version is here, but not its venv module. On Debian or Ubuntu type: sudo apt-get install python$version-venv  and then make again."
  echo "Making .venv with Python $version"
  "$python" -m venv --clear .venv
fi

echo "Installing what $lock names into .venv"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" ||
  stop "The packages of $lock could not be installed; the reason stands above. With a network that reaches PyPI, type make again."
.venv/bin/python .ci/tools/path.py
