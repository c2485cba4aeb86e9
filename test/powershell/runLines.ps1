<#
.SYNOPSIS
Types lines at the prompt of one PowerShell, each in the folder of the project, and writes as JSON what was seen of each.
#>
param([string] $Project, [string] $LinesFile, [string] $SeenFile)

$seen = foreach ($line in Get-Content -Raw -LiteralPath $LinesFile | ConvertFrom-Json) {
    Set-Location -LiteralPath $Project
    $global:LASTEXITCODE = 0
    $written = [System.Collections.Generic.List[object]]::new()
    $stoppedBy = $null
    $console = [System.IO.StringWriter]::new()
    [Console]::SetError($console)
    try {
        & ([scriptblock]::Create($line)) 2>&1 | ForEach-Object { $written.Add($_) }
    }
    catch {
        $stoppedBy = "$_"
    }
    $errors, $output = $written.Where({ $_ -is [System.Management.Automation.ErrorRecord] }, 'Split')
    @{
        output    = @($output | ForEach-Object { "$_" })
        errors    = @($errors | ForEach-Object { "$_" })
        console   = "$console"
        stoppedBy = $stoppedBy
        exitCode  = $global:LASTEXITCODE
    }
}
ConvertTo-Json -InputObject @($seen) -Compress | Set-Content -LiteralPath $SeenFile
