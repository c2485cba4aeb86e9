#!/bin/sh
# After `azd provision`: registers the app in the external tenant, lets the key vault make its certificate, and notes the client
# ID in azd's environment. azd gives this hook the values of that environment as variables.
set -eu
cd "$(dirname "$0")/../.."

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

[ -n "${TENANT_SUBDOMAIN:-}" ] || fail \
  'The app is not registered: azd does not know the external tenant whose customers sign in.' \
  'Name it by the first part of its domain (contoso of contoso.onmicrosoft.com), and go on:' \
  '  azd env set TENANT_SUBDOMAIN contoso' \
  '  azd up'
[ -n "${APP_URL:-}" ] && [ -n "${KEY_VAULT_URL:-}" ] || fail \
  'The app is not registered: azd does not know its address (APP_URL) or its key vault (KEY_VAULT_URL). Run azd provision.'
[ -d node_modules ] || fail "The app is not registered: its libraries are not installed. Run npm ci in $PWD, and azd up again."

# The settings come and go in a folder that nobody else can read, and there is no secret in them.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
settings=$folder/settings.env
[ -z "${CLIENT_ID:-}" ] || printf 'CLIENT_ID=%s\n' "$CLIENT_ID" >"$settings"

set -- \
  --tenant-id "$TENANT_SUBDOMAIN.onmicrosoft.com" \
  --base-url "$APP_URL" \
  --key-vault "$KEY_VAULT_URL" \
  --settings-file "$settings"
[ -z "${CERTIFICATE_NAME:-}" ] || set -- "$@" --certificate-name "$CERTIFICATE_NAME"
[ -z "${APP_NAME:-}" ] || set -- "$@" --name "$APP_NAME"
# With an administration application nobody has to sign in, as in a pipeline.
[ -z "${ADMIN_CLIENT_ID:-}" ] || set -- "$@" --app-only --admin-client-id "$ADMIN_CLIENT_ID"
[ -z "${ADMIN_CERTIFICATE:-}" ] || set -- "$@" --admin-certificate "$ADMIN_CERTIFICATE"

node --import tsx AppCreationScripts/configure.ts "$@"

for name in CLIENT_ID TENANT_SUBDOMAIN; do
  value=$(sed -n "s/^$name=//p" "$settings")
  azd env set "$name" "$value"
done
printf '%s\n' 'CLIENT_ID is in the environment of azd: azd up and azd deploy give it to the app.'
