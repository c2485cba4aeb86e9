// What the app is told by its environment, whichever service runs it: see docs/configuration.md.

@description('What differs from one deployment to the next. Nothing here is a secret.')
@export()
type AppSettings = {
  tenantSubdomain: string

  @description('Empty until the app is registered.')
  clientId: string
  appUrl: string
  identityClientId: string
  keyVaultUrl: string
  certificateName: string
  redisUrl: string
}

@description('The port on which the app listens.')
@export()
var port = 3000

@description('Longer than readiness probes take to fail, and 15 seconds shorter than the app is given to end.')
@export()
var drainSeconds = 10

@description('Seconds from SIGTERM until the app is killed. After its drain the app takes up to 15.')
@export()
var stopSeconds = 30

@export()
func environmentOf(settings AppSettings) object => {
  NODE_ENV: 'production'
  TENANT_SUBDOMAIN: settings.tenantSubdomain
  CLIENT_ID: settings.clientId
  KEY_VAULT_URL: settings.keyVaultUrl
  KEY_VAULT_CERTIFICATE: settings.certificateName
  AZURE_CLIENT_ID: settings.identityClientId
  REDIRECT_URI: '${settings.appUrl}/auth/redirect'
  PORT: string(port)
  // The service's own front end, and nothing else, stands before the app.
  TRUST_PROXY: '1'
  REDIS_URL: settings.redisUrl
  REDIS_CREDENTIAL: 'managed-identity'
  REDIS_CLUSTER: 'true'
  DRAIN_SECONDS: string(drainSeconds)
  LOG_FORMAT: 'json'
  OTEL_TRACES_SAMPLER: 'parentbased_traceidratio'
  OTEL_TRACES_SAMPLER_ARG: '0.05'
}
