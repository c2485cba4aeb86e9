#Requires -Version 7.3

<#
.SYNOPSIS
Runs a TypeScript command of this folder with Node.js. Configure.ps1 and Cleanup.ps1 are what you start.

.PARAMETER Command
The file of the command.

.PARAMETER Action
What the command does, for those who are asked to confirm it.

.PARAMETER Parameters
The parameters of the script that was started, as they were given. What was not given has the command's own default.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Command,

    [Parameter(Mandatory)]
    [string] $Action,

    [Parameter(Mandatory)]
    [hashtable] $Parameters
)

$optionNames = [ordered]@{
    TenantId             = '--tenant-id'
    AzureEnvironmentName = '--environment'
    BaseUrl              = '--base-url'
    Name                 = '--name'
    Graph                = '--graph'
    Groups               = '--groups'
    Api                  = '--api'
    SecretMonths         = '--secret-months'
    Certificate          = '--certificate'
    KeyVault             = '--key-vault'
    CertificateName      = '--certificate-name'
    SettingsFile         = '--settings-file'
    Yes                  = '--yes'
    AppOnly              = '--app-only'
    AdminClientId        = '--admin-client-id'
    AdminCertificate     = '--admin-certificate'
    ClientId             = '--client-id'
    Browser              = '--browser'
    DeviceCode           = '--device-code'
    DryRun               = '--dry-run'
}
$options = @(
    foreach ($parameter in $optionNames.Keys) {
        $option = $optionNames[$parameter]
        $value = $Parameters[$parameter]
        if ($value -is [switch]) {
            if ($value) { $option }
        }
        # An empty client id is one of a variable that is not set.
        elseif ($Parameters.ContainsKey($parameter) -and ($value -or $parameter -ne 'ClientId')) {
            # A value that begins with a dash is still a value behind the equals sign.
            "$option=$value"
        }
    }
)
if ($WhatIfPreference) { $options += '--dry-run' }

# Folders may have brackets in their names, which are wildcards elsewhere.
$projectFolder = Split-Path -LiteralPath $PSScriptRoot
# A function or an alias of this name is not meant.
$node = Get-Command node -CommandType Application -TotalCount 1 -ErrorAction Ignore
if (-not $node) {
    [Console]::Error.WriteLine('Node.js is not installed, or not on PATH. Get it from https://nodejs.org.')
    exit 1
}
if (-not (Test-Path -LiteralPath (Join-Path $projectFolder 'node_modules'))) {
    [Console]::Error.WriteLine("The app's libraries are not installed. Run npm ci in $projectFolder.")
    exit 1
}

# Until Node.js has said otherwise, it has failed.
$global:LASTEXITCODE = 1
# A command that fails says why by itself: its exit code is passed on, not made into an error of PowerShell's.
$PSNativeCommandUseErrorActionPreference = $false
# Somebody's older preference would lose double quotes.
$PSNativeCommandArgumentPassing = if ($IsWindows) { 'Windows' } else { 'Standard' }
# In a dry run the command itself says what it would do.
if ('--dry-run' -in $options -or $PSCmdlet.ShouldProcess($Parameters.TenantId, $Action)) {
    Push-Location -LiteralPath $projectFolder
    $isInterrupted = $true
    try {
        # Not by npm: its shim for PowerShell loses the two dashes before the options.
        & $node --import tsx (Join-Path $PSScriptRoot $Command) @options
        # Node.js may have ended by Ctrl+C before PowerShell has noticed it: on Unix, and on Windows.
        $isInterrupted = $LASTEXITCODE -in 130, -1073741510
    }
    catch {
        $isInterrupted = $false
        throw
    }
    finally {
        Pop-Location
        if ($isInterrupted) {
            [Console]::Error.WriteLine('Interrupted. What is done so far stays: run the script again to go on.')
            # PowerShell kills a program whose output it reads, whatever that is doing.
            if ($Command -eq 'configure.ts') {
                [Console]::Error.WriteLine(
                    'If its output went to another command, a client secret may be left that nobody knows: remove it.')
            }
        }
    }
}
exit $LASTEXITCODE
