// The private ways to the vault and to Redis.

param name string
param location string
param tags object
param networkId string
param subnetId string
param keyVaultId string
param redisId string

module keyVault 'privateEndpoint.bicep' = {
  name: 'key-vault-endpoint'
  params: {
    name: '${name}-key-vault'
    location: location
    tags: tags
    networkId: networkId
    subnetId: subnetId
    serviceId: keyVaultId
    groupId: 'vault'
    #disable-next-line no-hardcoded-env-urls // The zone is the private one; environment() does not know it.
    dnsZone: 'privatelink.vaultcore.azure.net'
  }
}

module redis 'privateEndpoint.bicep' = {
  name: 'redis-endpoint'
  params: {
    name: '${name}-redis'
    location: location
    tags: tags
    networkId: networkId
    subnetId: subnetId
    serviceId: redisId
    groupId: 'redisEnterprise'
    dnsZone: 'privatelink.redis.azure.net'
  }
}
