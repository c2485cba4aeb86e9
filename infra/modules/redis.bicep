// Azure Managed Redis, for sessions. It has no access key: the app signs in as its identity.

param name string
param location string
param tags object
param skuName string

@description('The object ID of the app\'s identity.')
param appPrincipalId string

@description('True if only private endpoints reach it.')
param privateNetwork bool

resource redis 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: skuName }
  properties: {
    highAvailability: 'Enabled'
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  parent: redis
  name: 'default'
  properties: {
    accessKeysAuthentication: 'Disabled'
    clientProtocol: 'Encrypted'
    clusteringPolicy: 'OSSCluster'
    // A full Redis must refuse new sessions, and never throw away those of people who are signed in.
    evictionPolicy: 'NoEviction'
    persistence: {
      aofEnabled: true
      aofFrequency: '1s'
      rdbEnabled: false
    }
    port: 10000
  }
}

resource appMaySignIn 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01' = {
  parent: database
  name: 'app'
  properties: {
    accessPolicyName: 'default'
    user: { objectId: appPrincipalId }
  }
}

output id string = redis.id
output url string = 'rediss://${redis.properties.hostName}:${database.properties.port}'
