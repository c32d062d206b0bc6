#!/bin/sh
# mongod as a replica set of one. The member key comes from the environment (MEMBER_KEY): mongod
# wants it in a file that only it reads.
set -eu
umask 077
printf '%s' "${MEMBER_KEY:?}" >/tmp/member.key
unset MEMBER_KEY
exec mongod --dbpath=/data --bind_ip_all --port=27017 --nounixsocket --replSet=mes \
    --keyFile=/tmp/member.key --wiredTigerCacheSizeGB=0.25 --oplogSize=512 --slowms=2147483647 --quiet \
    --setParameter=diagnosticDataCollectionEnabled=false --setParameter=transactionLifetimeLimitSeconds=6
