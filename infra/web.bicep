// The app in Container Apps: what `azd deploy` deploys once it has pushed the image, settings and image in one revision.

import { drainSeconds, environmentOf, port, stopSeconds } from 'settings.bicep'

param location string = resourceGroup().location
param azdEnvironmentName string
param name string
param containerAppsEnvironmentName string
param identityName string
param insightsName string
param registryEndpoint string
param image string

@minLength(1)
param tenantSubdomain string

@description('The application that infra/hooks has registered in the external tenant.')
@minLength(36)
param clientId string
param appUrl string
param keyVaultUrl string
param certificateName string
param redisUrl string

@description('The fewest instances: with two, one may go.')
param fewestInstances string

@description('The most instances.')
param mostInstances string

resource containerApps 'Microsoft.App/managedEnvironments@2026-01-01' existing = {
  name: containerAppsEnvironmentName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var settings = environmentOf({
  tenantSubdomain: tenantSubdomain
  clientId: clientId
  appUrl: appUrl
  identityClientId: identity.properties.clientId
  keyVaultUrl: keyVaultUrl
  certificateName: certificateName
  redisUrl: redisUrl
})

resource app 'Microsoft.App/containerApps@2026-01-01' = {
  name: name
  location: location
  tags: { 'azd-env-name': azdEnvironmentName, 'azd-service-name': 'web' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: containerApps.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        allowInsecure: false
        targetPort: port
        transport: 'auto'
        stickySessions: { affinity: 'none' }
        traffic: [{ latestRevision: true, weight: 100 }]
      }
      registries: [{ server: registryEndpoint, identity: identity.id }]
      secrets: [
        // Without a version it is the newest one, so that a rotation needs no deployment.
        { name: 'session-secret', keyVaultUrl: '${keyVaultUrl}secrets/session-secret', identity: identity.id }
        { name: 'insights', value: insights.properties.ConnectionString }
      ]
    }
    template: {
      terminationGracePeriodSeconds: stopSeconds
      containers: [
        {
          name: 'app'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(
            map(items(settings), setting => { name: setting.key, value: setting.value }),
            [
              { name: 'EXPRESS_SESSION_SECRET', secretRef: 'session-secret' }
              { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', secretRef: 'insights' }
            ]
          )
          probes: [
            {
              type: 'Startup'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 2
              timeoutSeconds: 2
              failureThreshold: 30
            }
            {
              type: 'Liveness'
              httpGet: { path: '/healthz', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: { path: '/readyz', port: port }
              // Failed twice, an instance is out before its drain is over.
              periodSeconds: max(1, drainSeconds / 4)
              timeoutSeconds: 3
              failureThreshold: 2
            }
          ]
        }
      ]
      scale: {
        minReplicas: int(fewestInstances)
        maxReplicas: int(mostInstances)
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '50' } } }]
      }
    }
  }
}
