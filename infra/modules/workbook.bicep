// A page in the portal that shows what the app does, from its log.

import { certificateNearItsEnd, failedSignIns, HostingPlatform, lines, redisAway, requests } from '../queries.bicep'

param name string
param location string
param tags object
param workspaceId string
param hostingPlatform HostingPlatform

var charts = [
  {
    title: 'Requests, by status'
    visualization: 'timechart'
    query: '${requests(hostingPlatform)} | summarize count() by bin(TimeGenerated, 5m), tostring(status)'
  }
  {
    title: 'What each route does'
    visualization: 'table'
    query: '${requests(hostingPlatform)} | summarize requests = count(), failed = countif(status >= 500), slow_ms = percentile(time_ms, 95) by route | order by requests desc'
  }
  {
    title: 'Sign-ins: answers of the tenant, failed, cancelled'
    visualization: 'timechart'
    query: '${lines(hostingPlatform)} | extend what = case(tostring(line["http.route"]) == "/auth/redirect", "answers", message startswith "Sign-in failed: ", "failed", message startswith "Sign-in cancelled by the person", "cancelled", "") | where what != "" | summarize count() by bin(TimeGenerated, 5m), what'
  }
  {
    title: 'Why sign-ins fail'
    visualization: 'table'
    query: '${failedSignIns(hostingPlatform)} | summarize sign_ins = count(), last = max(TimeGenerated), example = take_any(tostring(line["correlation_id"])) by code | order by sign_ins desc'
  }
  {
    title: 'Redis'
    visualization: 'table'
    query: 'union (${redisAway(hostingPlatform)}), (${lines(hostingPlatform)} | where message startswith "Redis is back.") | project TimeGenerated, message | order by TimeGenerated desc'
  }
  {
    title: 'The client certificate'
    visualization: 'table'
    query: '${certificateNearItsEnd(hostingPlatform)} | summarize last = max(TimeGenerated) by message'
  }
  {
    title: 'Errors'
    visualization: 'table'
    query: '${lines(hostingPlatform)} | where level == "error" | project TimeGenerated, message | order by TimeGenerated desc | take 50'
  }
]

var timeRange = {
  type: 9
  content: {
    version: 'KqlParameterItem/1.0'
    parameters: [
      {
        name: 'time'
        label: 'Time'
        version: 'KqlParameterItem/1.0'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          selectableValues: [{ durationMs: 3600000 }, { durationMs: 86400000 }, { durationMs: 604800000 }]
        }
      }
    ]
  }
  name: 'time'
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(name)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: name
    category: 'workbook'
    sourceId: workspaceId
    version: 'Notebook/1.0'
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat(
        [timeRange],
        map(charts, chart => {
          type: 3
          name: chart.title
          content: {
            version: 'KqlItem/1.0'
            title: chart.title
            query: chart.query
            queryType: 0
            resourceType: 'microsoft.operationalinsights/workspaces'
            timeContextFromParameter: 'time'
            visualization: chart.visualization
          }
        })
      )
      fallbackResourceIds: [workspaceId]
    })
  }
}
