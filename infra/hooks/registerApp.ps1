#Requires -Version 7.3

<#
.SYNOPSIS
Registers the app after azd provision, and notes the client ID in azd's environment. registerApp.sh does the same.

.DESCRIPTION
Registers the app in the external tenant, and lets the key vault make its certificate. azd gives this hook the values of its
environment as variables.
#>
$ErrorActionPreference = 'Stop'
# The commands say by themselves why they fail.
$PSNativeCommandUseErrorActionPreference = $false

function Stop-Hook([string[]] $Lines) {
    foreach ($line in $Lines) { [Console]::Error.WriteLine($line) }
    exit 1
}

if (-not $env:TENANT_SUBDOMAIN) {
    Stop-Hook @(
        'The app is not registered: azd does not know the external tenant whose customers sign in.'
        'Name it by the first part of its domain (contoso of contoso.onmicrosoft.com), and go on:'
        '  azd env set TENANT_SUBDOMAIN contoso'
        '  azd up'
    )
}
if (-not ($env:APP_URL -and $env:KEY_VAULT_URL)) {
    Stop-Hook 'The app is not registered: azd does not know its address (APP_URL) or its key vault (KEY_VAULT_URL). Run azd provision.'
}

# The settings come and go in a folder that nobody else can read, and there is no secret in them.
$folder = [System.IO.Directory]::CreateTempSubdirectory().FullName
try {
    $settings = Join-Path $folder 'settings.env'
    if ($env:CLIENT_ID) { Set-Content -LiteralPath $settings -Value "CLIENT_ID=$env:CLIENT_ID" }

    $parameters = @{
        TenantId     = "$env:TENANT_SUBDOMAIN.onmicrosoft.com"
        BaseUrl      = $env:APP_URL
        KeyVault     = $env:KEY_VAULT_URL
        SettingsFile = $settings
    }
    if ($env:CERTIFICATE_NAME) { $parameters.CertificateName = $env:CERTIFICATE_NAME }
    if ($env:APP_NAME) { $parameters.Name = $env:APP_NAME }
    # With an administration application nobody has to sign in, as in a pipeline.
    if ($env:ADMIN_CLIENT_ID) {
        $parameters.AppOnly = $true
        $parameters.AdminClientId = $env:ADMIN_CLIENT_ID
    }
    if ($env:ADMIN_CERTIFICATE) { $parameters.AdminCertificate = $env:ADMIN_CERTIFICATE }

    & "$PSScriptRoot/../../AppCreationScripts/Configure.ps1" @parameters
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

    foreach ($name in 'CLIENT_ID', 'TENANT_SUBDOMAIN') {
        $line = Get-Content -LiteralPath $settings | Where-Object { $_.StartsWith("$name=") }
        azd env set $name $line.Substring($name.Length + 1)
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
}
finally {
    Remove-Item -LiteralPath $folder -Recurse -Force
}
'CLIENT_ID is in the environment of azd: azd up and azd deploy give it to the app.'
exit 0
