#Requires -Version 7.3

<#
.SYNOPSIS
Runs a TypeScript command of this folder with Node.js. Configure.ps1 and Cleanup.ps1 are what you start.

.PARAMETER Command
The file of the command.

.PARAMETER Options
The options of the command, in its own form.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Command,

    [Parameter(Mandatory)]
    [string[]] $Options
)

# Folders may have brackets in their names, which are wildcards elsewhere.
$projectFolder = Split-Path -LiteralPath $PSScriptRoot
if (-not (Get-Command node -CommandType Application -ErrorAction Ignore)) {
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
Push-Location -LiteralPath $projectFolder
try {
    # Not by npm: its shim for PowerShell loses the two dashes before the options.
    & node --import tsx (Join-Path $PSScriptRoot $Command) @Options
}
finally {
    Pop-Location
}
exit $LASTEXITCODE
