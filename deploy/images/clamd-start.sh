#!/bin/sh
# Signatures first, for without any clamd does not start; then both, each keeping to itself.
set -eu
umask 077
cat >/tmp/freshclam.conf <<CONF
DatabaseDirectory /var/lib/clamav
DatabaseMirror database.clamav.net
Checks 12
NotifyClamd /tmp/clamd.conf
CONF
cat >/tmp/clamd.conf <<CONF
TCPSocket 3310
DatabaseDirectory /var/lib/clamav
TemporaryDirectory /tmp
Foreground yes
StreamMaxLength 16M
MaxThreads 4
MaxScanTime 8000
AlertExceedsMax yes
ExitOnOOM yes
CONF
freshclam --config-file=/tmp/freshclam.conf --stdout
freshclam --config-file=/tmp/freshclam.conf --stdout --daemon --foreground &
exec clamd --config-file=/tmp/clamd.conf
