// What `azd provision` makes in the tenant of the subscription: see docs/azure.md.

targetScope = 'subscription'

import { HostingPlatform } from 'queries.bicep'

@description('The name of the azd environment.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('The region of everything.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

@description('Container Apps or App Service.')
param hostingPlatform HostingPlatform = 'containerApps'

@description('The first part of the domain of the external tenant: contoso for contoso.onmicrosoft.com.')
@minLength(1)
param tenantSubdomain string

@description('The application in the external tenant; empty until infra/hooks has registered it.')
param clientId string = ''

@description('The certificate in the vault by which the app proves its identity.')
param certificateName string = 'client-certificate'

@description('Who runs azd, and makes the certificate in the vault; azd knows. Empty if nobody is to be given that role.')
param principalId string = ''

@allowed(['User', 'ServicePrincipal'])
param principalType string = 'User'

@description('True if Redis and the vault are to be reached from the app\'s network alone.')
param privateNetwork bool = false

@description('With a private network: the public IP address from which azd makes the certificate in the vault.')
param administratorAddress string = ''

@description('The size of Azure Managed Redis.')
param redisSku ('Balanced_B0' | 'Balanced_B1' | 'Balanced_B3' | 'Balanced_B5' | 'Balanced_B10' | 'Balanced_B20') = 'Balanced_B0'

@description('The fewest instances of the app: with two, one may go.')
@minValue(2)
param fewestInstances int = 2

@description('The most instances of the app.')
@maxValue(30)
param mostInstances int = 10

@description('Who is written to if something fails; empty for nobody.')
param alertEmail string = ''

@description('App Service alone: the image of the last deployment, which azd knows.')
param appServiceImage string = ''

@description('The first session secret. It is used only if the vault has none yet, so leave it to the default.')
@secure()
param newSessionSecret string = '${newGuid()}${newGuid()}'

var token = uniqueString(subscription().id, environmentName, location)
var name = 'signin-${token}'
var tags = { 'azd-env-name': environmentName }
var inContainerApps = hostingPlatform == 'containerApps'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: name, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { name: name, location: location, tags: tags }
}

module registry 'modules/registry.bicep' = {
  scope: group
  params: { name: 'signin${token}', location: location, tags: tags, appPrincipalId: identity.outputs.principalId }
}

module keyVault 'modules/keyVault.bicep' = {
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
    administratorPrincipalId: principalId
    administratorPrincipalType: principalType
    privateNetwork: privateNetwork
    administratorAddress: administratorAddress
    newSessionSecret: newSessionSecret
  }
}

module redis 'modules/redis.bicep' = {
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    skuName: redisSku
    appPrincipalId: identity.outputs.principalId
    privateNetwork: privateNetwork
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    delegatedTo: inContainerApps ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
  }
}

module privateEndpoints 'modules/privateEndpoints.bicep' = if (privateNetwork) {
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    networkId: network!.outputs.id
    subnetId: network!.outputs.privateEndpointSubnetId
    keyVaultId: keyVault.outputs.id
    redisId: redis.outputs.id
  }
}

var appSubnetId = privateNetwork ? network!.outputs.appSubnetId : ''

module containerApps 'modules/containerAppsEnvironment.bicep' = if (inContainerApps) {
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    subnetId: appSubnetId
  }
}

module appService 'modules/appService.bicep' = if (!inContainerApps) {
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    identityName: identity.outputs.name
    insightsName: monitoring.outputs.insightsName
    image: appServiceImage
    tenantSubdomain: tenantSubdomain
    clientId: clientId
    keyVaultUrl: keyVault.outputs.url
    certificateName: certificateName
    redisUrl: redis.outputs.url
    fewestInstances: fewestInstances
    mostInstances: mostInstances
    subnetId: appSubnetId
  }
}

// Container Apps know the address before the app is there.
var appUrl = inContainerApps ? 'https://${name}.${containerApps!.outputs.domain}' : appService!.outputs.url

module alerts 'modules/alerts/alerts.bicep' = {
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    insightsId: monitoring.outputs.insightsId
    hostingPlatform: hostingPlatform
    appUrl: appUrl
    email: alertEmail
  }
}

module workbook 'modules/workbook.bicep' = {
  scope: group
  params: {
    name: 'Customer sign-in (${environmentName})'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    hostingPlatform: hostingPlatform
  }
}

@description('Where customers find the app.')
output APP_URL string = appUrl

@description('The address to register in the external tenant.')
output REDIRECT_URI string = '${appUrl}/auth/redirect'

@description('Put out, because azd keeps what it has asked for where the deployment does not look.')
output TENANT_SUBDOMAIN string = tenantSubdomain
output KEY_VAULT_URL string = keyVault.outputs.url
output CERTIFICATE_NAME string = certificateName
output AZURE_CLIENT_ID string = identity.outputs.clientId
output REDIS_URL string = redis.outputs.url
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.loginServer
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_APP_NAME string = name
output AZURE_CONTAINER_APPS_ENVIRONMENT_NAME string = name
output AZURE_IDENTITY_NAME string = identity.outputs.name
output AZURE_APPLICATION_INSIGHTS_NAME string = monitoring.outputs.insightsName
