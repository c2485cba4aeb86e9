#Requires -Version 7

<#
.SYNOPSIS
Removes what Configure.ps1 made: from the tenant, and from .env.

.DESCRIPTION
The same as "npm run cleanup", with parameters in PowerShell's form. It lists what it will remove, and asks first.

.PARAMETER TenantId
The external tenant: its id or a domain of it.

.PARAMETER AzureEnvironmentName
The cloud that the tenant is in.

.PARAMETER Name
The name that the app was registered with.

.PARAMETER Yes
Removes without asking.

.PARAMETER DryRun
Prints every call and makes none.

.EXAMPLE
./AppCreationScripts/Cleanup.ps1 -TenantId contoso.onmicrosoft.com
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $TenantId,

    # The command tells capitals from small letters.
    [ValidateSet('Global', 'USGov', 'China', IgnoreCase = $false)]
    [string] $AzureEnvironmentName = 'Global',

    [string] $Name = 'Express sign-in app',

    [switch] $Yes,

    [switch] $DryRun
)

# A value that begins with a dash is still a value behind the equals sign.
$options = @(
    "--tenant-id=$TenantId"
    "--environment=$AzureEnvironmentName"
    "--name=$Name"
)
if ($Yes) { $options += '--yes' }
if ($DryRun) { $options += '--dry-run' }

& "$PSScriptRoot/Invoke-NodeCommand.ps1" -Command 'cleanup.ts' -Options $options
exit $LASTEXITCODE
