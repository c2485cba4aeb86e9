// What somebody should hear of at once.

import { certificateNearItsEnd, failedSignIns, HostingPlatform, redisAway } from '../../queries.bicep'

param name string
param location string
param tags object
param workspaceId string
param insightsId string
param hostingPlatform HostingPlatform
param appUrl string

@description('Who is written to; empty for nobody. The portal shows the alerts in any case.')
param email string

@description('Sign-ins that may fail in 15 minutes: some people always turn back at the tenant.')
param failedSignInsAllowed int = 10

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'sign-in app'
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var actionGroupId = empty(email) ? '' : people.id

var logAlerts = [
  {
    name: 'sign-ins-fail'
    title: 'Sign-ins fail'
    advice: 'The log has the code, the AADSTS number and the correlation id of each: see docs/troubleshooting.md.'
    query: failedSignIns(hostingPlatform)
    threshold: failedSignInsAllowed
    // Anybody can let sign-ins of their own fail for one reason, and must not hide another.
    splitBy: ['reason']
    window: 'PT15M'
    severity: 2
  }
  {
    name: 'certificate-near-its-end'
    title: 'The client certificate is near its end'
    advice: 'Without it nobody can sign in. Renew it: see docs/operations.md.'
    query: certificateNearItsEnd(hostingPlatform)
    threshold: 0
    splitBy: []
    // The app says it every hour.
    window: 'PT2H'
    severity: 2
  }
  {
    name: 'redis-away'
    title: 'Redis is away'
    advice: 'People who are signed in see an error page, and nobody can sign in.'
    query: redisAway(hostingPlatform)
    threshold: 0
    splitBy: []
    window: 'PT15M'
    severity: 1
  }
]

module onLines 'alert.bicep' = [
  for alert in logAlerts: {
    name: 'alert-${alert.name}'
    params: {
      name: '${name}-${alert.name}'
      title: alert.title
      advice: alert.advice
      location: location
      tags: tags
      workspaceId: workspaceId
      actionGroupId: actionGroupId
      query: alert.query
      threshold: alert.threshold
      splitBy: alert.splitBy
      window: alert.window
      severity: alert.severity
    }
  }
]

module readiness 'readinessAlert.bicep' = {
  name: 'alert-readiness-lost'
  params: {
    name: '${name}-readiness-lost'
    location: location
    tags: tags
    insightsId: insightsId
    appUrl: appUrl
    actionGroupId: actionGroupId
  }
}
