#Requires -Version 7.3

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

.PARAMETER AppOnly
Lets an administration application do it: nobody signs in.

.PARAMETER AdminClientId
With -AppOnly: the administration application.

.PARAMETER AdminCertificate
With -AppOnly: its certificate, with the key (PEM or PFX). Without it, the secret is in ADMIN_CLIENT_SECRET, or GitHub Actions gives a token.

.PARAMETER ClientId
The public client in whose name you sign in; needed in China, else Microsoft's.

.PARAMETER Browser
Lets you sign in in a browser of this machine.

.PARAMETER DeviceCode
Lets you sign in with a code, in a browser of any device.

.PARAMETER DryRun
Prints every call and makes none, as -WhatIf does.

.EXAMPLE
./AppCreationScripts/Cleanup.ps1 -TenantId contoso.onmicrosoft.com
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $TenantId,

    # The command tells capitals from small letters.
    [ValidateSet('Global', 'USGov', 'China', IgnoreCase = $false)]
    [string] $AzureEnvironmentName = 'Global',

    [string] $Name = 'Express sign-in app',

    [switch] $Yes,

    [switch] $AppOnly,

    [string] $AdminClientId,

    [string] $AdminCertificate,

    [string] $ClientId,

    [switch] $Browser,

    [switch] $DeviceCode,

    [switch] $DryRun
)

# PowerShell runs a script all the same if nothing takes what comes through a pipe, a "y" for instance.
if ($MyInvocation.ExpectingInput) {
    [Console]::Error.WriteLine('Nothing is taken from a pipe: give each value by its parameter.')
    exit 1
}

# Until a program has said otherwise, it has failed.
$global:LASTEXITCODE = 1
& "$PSScriptRoot/Invoke-NodeCommand.ps1" -Command 'cleanup.ts' -Action "Remove $Name" -Parameters $PSBoundParameters
exit $LASTEXITCODE
