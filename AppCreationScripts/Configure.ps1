#Requires -Version 7.3

<#
.SYNOPSIS
Registers the app in an external tenant, with everything that signing in needs, and writes .env.

.DESCRIPTION
The same as "npm run configure", with parameters in PowerShell's form. You sign in as an administrator, in a browser.
AppCreationScripts.md, beside this file, tells the roles you need and what is made.

.PARAMETER TenantId
The external tenant: its id or a domain of it.

.PARAMETER AzureEnvironmentName
The cloud that the tenant is in.

.PARAMETER BaseUrl
Where browsers find the app: https, or http on localhost.

.PARAMETER Name
The app's name on the sign-in pages and in the admin center. It tells one registration from another.

.PARAMETER Graph
Lets the app read the signed-in person's profile (User.Read).

.PARAMETER Groups
Puts the person's groups that are assigned to the app into ID tokens.

.PARAMETER Api
Registers the orders API too, and lets the app call it.

.PARAMETER SecretMonths
Months that a new client secret is good for.

.PARAMETER Certificate
Makes a certificate in place of a client secret.

.PARAMETER KeyVault
Makes the certificate, and a session secret, in this Azure key vault: https://NAME.vault.azure.net.

.PARAMETER CertificateName
The certificate's name in the key vault.

.PARAMETER SettingsFile
The file that gets the settings.

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
./AppCreationScripts/Configure.ps1 -TenantId contoso.onmicrosoft.com

.EXAMPLE
./AppCreationScripts/Configure.ps1 -TenantId contoso.onmicrosoft.com -BaseUrl https://app.example.com -Certificate

.EXAMPLE
./AppCreationScripts/Configure.ps1 -TenantId contoso.onmicrosoft.com -BaseUrl https://app.example.com -KeyVault https://contoso.vault.azure.net

.EXAMPLE
./AppCreationScripts/Configure.ps1 -TenantId contoso.onmicrosoft.com -AppOnly -AdminClientId 11111111-2222-4333-8444-555555555555
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $TenantId,

    # The command tells capitals from small letters.
    [ValidateSet('Global', 'USGov', 'China', IgnoreCase = $false)]
    [string] $AzureEnvironmentName = 'Global',

    [string] $BaseUrl = 'http://localhost:3000',

    [string] $Name = 'Express sign-in app',

    [switch] $Graph,

    [switch] $Groups,

    [switch] $Api,

    [int] $SecretMonths = 6,

    [switch] $Certificate,

    [string] $KeyVault,

    [string] $CertificateName = 'client-certificate',

    [string] $SettingsFile = '.env',

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
& "$PSScriptRoot/Invoke-NodeCommand.ps1" -Command 'configure.ts' -Action "Register $Name" -Parameters $PSBoundParameters
exit $LASTEXITCODE
