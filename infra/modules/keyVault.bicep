// The vault of the client certificate and the session secret. Only roles open it.

param name string
param location string
param tags object

@description('The object ID of the app\'s identity.')
param appPrincipalId string

@description('The object ID of whoever makes the certificate in the vault; empty if nobody is to be given that role here.')
param administratorPrincipalId string
param administratorPrincipalType string

@description('True if only private endpoints reach the vault.')
param privateNetwork bool

@description('A public IP address that reaches a private vault all the same; empty for none.')
param administratorAddress string

@description('The first session secret. It is used only if the vault has none.')
@secure()
param newSessionSecret string

var closed = privateNetwork && empty(administratorAddress)

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      ipRules: empty(administratorAddress) ? [] : [{ value: administratorAddress }]
      virtualNetworkRules: []
    }
  }
}

// Written once: a later provision would otherwise sign everybody out, and undo a rotation.
@onlyIfNotExists()
resource sessionSecret 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  parent: vault
  name: 'session-secret'
  properties: {
    value: newSessionSecret
    contentType: 'EXPRESS_SESSION_SECRET'
  }
}

@description('Key Vault Secrets User: what reads a certificate with its private key reads it as a secret.')
resource readRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: '4633458b-17de-408a-b874-0445c86b69e6'
}

@description('Key Vault Certificates Officer')
resource certificateRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {
  scope: subscription()
  name: 'a4417e6f-fecd-4de8-b567-7b0420556985'
}

resource appMayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appPrincipalId, readRole.id)
  properties: {
    roleDefinitionId: readRole.id
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource administratorMayMakeCertificates 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(administratorPrincipalId)) {
  scope: vault
  name: guid(vault.id, administratorPrincipalId, certificateRole.id)
  properties: {
    roleDefinitionId: certificateRole.id
    principalId: administratorPrincipalId
    principalType: administratorPrincipalType
  }
}

output id string = vault.id
output url string = vault.properties.vaultUri
