// An alert on lines of the app's log.

param name string
param title string
param advice string
param location string
param tags object
param workspaceId string
param actionGroupId string
param query string

@description('It is raised if there are more lines than these in the time.')
param threshold int

@description('Columns of the query: for each of their values there is an alert of its own. Empty for one alert.')
param splitBy string[]

@description('The time in which lines are counted, as a duration of ISO 8601.')
param window string

@description('0 is critical, 4 is verbose.')
param severity int

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: name
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: title
    description: advice
    severity: severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: window
    // The table is there only once the first line is.
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: threshold
          dimensions: [for column in splitBy: { name: column, operator: 'Include', values: ['*'] }]
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: empty(actionGroupId) ? [] : [actionGroupId] }
  }
}
