// A network of the app's own. Customers still come in from outside.

param name string
param location string
param tags object

@description('The service to which the subnet of the app is delegated.')
@allowed(['Microsoft.App/environments', 'Microsoft.Web/serverFarms'])
param delegatedTo string

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.0.0/23'
          delegations: [{ name: 'app', properties: { serviceName: delegatedTo } }]
        }
      }
      { name: 'private-endpoints', properties: { addressPrefix: '10.0.8.0/24' } }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }
  resource privateEndpoints 'subnets' existing = { name: 'private-endpoints' }
}

output id string = network.id
output appSubnetId string = network::app.id
output privateEndpointSubnetId string = network::privateEndpoints.id
