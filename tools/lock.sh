#!/bin/sh
# Writes the locks anew after a change in pyproject.toml; pins stay as they are. To move them: tools/lock.sh --upgrade
set -eu
cd "$(dirname "$0")/.."
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never

lock() { # the lock, then what uv is to read
  made=$1
  shift
  .boot/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 "$@" -o "$made"
}
lock requirements.lock "$@" pyproject.toml
lock requirements-dev.lock "$@" --extra dev --constraint requirements.lock pyproject.toml
lock requirements-uv.lock "$@" --group pyproject.toml:uv
lock requirements-node.lock "$@" --group pyproject.toml:node
