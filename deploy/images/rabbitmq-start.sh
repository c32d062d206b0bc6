#!/bin/sh
# The broker, its administrator taken from the environment (BROKER_ADMIN_PASSWORD).
set -eu
umask 077
cat >/tmp/rabbitmq.conf <<CONF
listeners.tcp.default = 5672
management.tcp.port = 15672
default_user = admin
default_pass = ${BROKER_ADMIN_PASSWORD:?}
loopback_users = none
log.console = true
log.console.level = warning
log.file = false
vm_memory_high_watermark.absolute = 400MB
disk_free_limit.absolute = 200MB
collect_statistics_interval = 30000
raft.wal_max_size_bytes = 32000000
CONF
unset BROKER_ADMIN_PASSWORD
echo '[rabbitmq_management].' >/tmp/enabled_plugins
exec /usr/lib/rabbitmq/bin/rabbitmq-server
