// The app in App Service, as a container. `azd deploy` names the image and the application.

import { environmentOf, port, stopSeconds } from '../settings.bicep'

param name string
param location string
param tags object
param workspaceId string
param identityName string
param insightsName string

@description('The image of the last deployment; empty before the first.')
param image string
param tenantSubdomain string
param clientId string
param keyVaultUrl string
param certificateName string
param redisUrl string
param fewestInstances int
param mostInstances int

@description('The subnet of outgoing calls; empty for none.')
param subnetId string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'linux'
  sku: { name: 'P0v3', capacity: fewestInstances }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'web-app-service' })
  kind: 'app,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    reserved: true
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    outboundVnetRouting: { applicationTraffic: !empty(subnetId) }
    siteConfig: {
      linuxFxVersion: 'DOCKER|${empty(image) ? 'mcr.microsoft.com/appsvc/staticsite:latest' : image}'
      acrUseManagedIdentityCreds: true
      acrUserManagedIdentityID: identity.properties.clientId
      alwaysOn: true
      ftpsState: 'Disabled'
      healthCheckPath: '/readyz'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: site
  name: 'appsettings'
  properties: union(
    environmentOf({
      tenantSubdomain: tenantSubdomain
      clientId: clientId
      appUrl: 'https://${site.properties.defaultHostName}'
      identityClientId: identity.properties.clientId
      keyVaultUrl: keyVaultUrl
      certificateName: certificateName
      redisUrl: redisUrl
    }),
    {
      EXPRESS_SESSION_SECRET: '@Microsoft.KeyVault(SecretUri=${keyVaultUrl}secrets/session-secret)'
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      WEBSITES_PORT: string(port)
      WEBSITES_CONTAINER_STOP_TIME_LIMIT: string(stopSeconds)
      WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false'
      WEBSITE_WARMUP_PATH: '/healthz'
      WEBSITE_WARMUP_STATUSES: '200'
    }
  )
}

// Nobody publishes with a password.
resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'ftp'
  properties: { allow: false }
}

resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: site
  name: 'scm'
  properties: { allow: false }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: site
  name: 'logs'
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
  }
}

var requestsOfAnInstance = {
  metricName: 'HttpQueueLength'
  metricResourceUri: plan.id
  timeGrain: 'PT1M'
  timeWindow: 'PT5M'
  timeAggregation: 'Average'
  statistic: 'Average'
}

resource scale 'Microsoft.Insights/autoscalesettings@2022-10-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    enabled: true
    targetResourceUri: plan.id
    profiles: [
      {
        name: 'requests'
        capacity: {
          minimum: string(fewestInstances)
          maximum: string(mostInstances)
          default: string(fewestInstances)
        }
        rules: [
          {
            metricTrigger: union(requestsOfAnInstance, { operator: 'GreaterThan', threshold: 20 })
            scaleAction: { direction: 'Increase', type: 'ChangeCount', value: '1', cooldown: 'PT5M' }
          }
          {
            metricTrigger: union(requestsOfAnInstance, { operator: 'LessThan', threshold: 2 })
            scaleAction: { direction: 'Decrease', type: 'ChangeCount', value: '1', cooldown: 'PT10M' }
          }
        ]
      }
    ]
  }
}

output url string = 'https://${site.properties.defaultHostName}'
