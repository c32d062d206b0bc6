#!/bin/sh
# nginx asks for the addresses of the services when it starts, and a container that was made anew has another one:
# when an address changed, nginx is told to read its configuration again. It is process 1 here.
set -eu
config=/etc/mes/nginx.conf
names=$(sed -n 's/^ *server \([a-z]*-api\):8000.*/\1/p' "$config")
addresses() { for name in $names; do getent ahostsv4 "$name" || true; done; }
known=$(addresses)
while sleep 5; do
    now=$(addresses)
    if [ "$now" != "$known" ]; then
        known=$now
        kill -HUP 1
    fi
done &
exec nginx -e stderr -p /tmp -c "$config"
