#!/bin/sh
# with-environment.sh FILE COMMAND…: run COMMAND in place of this shell, with the variables of FILE.
# Secrets reach a process by a file that only its owner reads, never by its command line.
set -a
# shellcheck disable=SC1090  # the file is named at run time
. "$1"
set +a
shift
exec "$@"
