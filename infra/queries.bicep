// What alerts and the workbook read in the app's log: see docs/operations.md, The log.

@export()
@description('The service that runs the app.')
type HostingPlatform = 'containerApps' | 'appService'

var linesOf = {
  containerApps: 'ContainerAppConsoleLogs | extend line = parse_json(tostring(Log))'
  appService: 'AppServiceConsoleLogs | extend line = parse_json(ResultDescription)'
}

@export()
@description('The lines of the app.')
func lines(platform HostingPlatform) string =>
  '${linesOf[platform]} | extend level = tostring(line["level"]), message = tostring(line["message"])'

@export()
@description('The lines that begin with these words.')
func linesThatBegin(platform HostingPlatform, words string) string =>
  '${lines(platform)} | where message startswith "${words}"'

@export()
@description('Sign-ins that failed: not those that a person cancels.')
func failedSignIns(platform HostingPlatform) string =>
  '${linesThatBegin(platform, 'Sign-in failed: ')} | extend reason = extract("AuthError: ([a-z_]+)", 1, message), code = extract("AADSTS[0-9]+", 0, message)'

@export()
@description('Said every hour, from 30 days before the certificate expires.')
func certificateNearItsEnd(platform HostingPlatform) string =>
  linesThatBegin(platform, 'The client certificate ')

@export()
@description('Said once by each instance that loses Redis.')
func redisAway(platform HostingPlatform) string => linesThatBegin(platform, 'Redis is away: ')

@export()
@description('Requests with their route, status and time.')
func requests(platform HostingPlatform) string =>
  '${lines(platform)} | where isnotempty(line["http.request.method"]) | extend route = tostring(line["http.route"]), status = toint(line["http.response.status_code"]), time_ms = todouble(line["duration_ms"])'
