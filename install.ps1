# Installs a released psl binary on Windows, after comparing its SHA-256 with the list of the release.
#
#   powershell -ExecutionPolicy Bypass -File install.ps1 [-Version X.Y.Z] [-To FOLDER] [-From URL]
#
# For Windows PowerShell 5.1 and later. Linux and macOS have install.sh, which does the same.
param(
    # The release; the latest by default.
    [string] $Version = $env:PSL_VERSION,
    # The folder for the binary; .local\bin of the user by default.
    [string] $To = $env:PSL_INSTALL_DIR,
    # Where the releases are; below it are download/vX.Y.Z/ and latest/download/, each with the archives
    # psl-X.Y.Z-TARGET.tar.gz and the list SHA256SUMS.
    [string] $From = $env:PSL_RELEASES
)
$ErrorActionPreference = "Stop"
# Windows PowerShell draws its bar so often that a download takes minutes.
$ProgressPreference = "SilentlyContinue"

# The workflow that makes a release writes its address here.
$ReleasedAt = ""
$FromSource = "build it in a clone of the repository: cargo install --locked --path ."

function Fail([string] $Problem, [string] $Advice) {
    throw "install.ps1: $Problem`n  help: $Advice"
}

function Find-Target {
    # A process of another kind than the machine sees the machine's under the second name.
    $cpu = if ($env:PROCESSOR_ARCHITEW6432) { $env:PROCESSOR_ARCHITEW6432 } else { $env:PROCESSOR_ARCHITECTURE }
    switch ($cpu) {
        "AMD64" { "x86_64-pc-windows-msvc" }
        "ARM64" { "aarch64-pc-windows-msvc" }
        default { Fail "there is no released binary for Windows on $cpu" $FromSource }
    }
}

function Save-File([string] $Url, [string] $Path, [string] $Advice) {
    try {
        Invoke-WebRequest -UseBasicParsing -Uri $Url -OutFile $Path
    } catch {
        Fail "cannot download ${Url}: $($_.Exception.Message)" $Advice
    }
}

function Install-Psl([string] $Scratch) {
    $target = Find-Target
    $releases = $From.TrimEnd("/")
    $address = if ($Version) { "$releases/download/v$($Version.TrimStart("v"))" } else { "$releases/latest/download" }
    $sums = Join-Path $Scratch "SHA256SUMS"
    Save-File "$address/SHA256SUMS" $sums "check the version and the address; your network may also block it"
    $line = Get-Content $sums | Where-Object { $_ -like "*-$target.tar.gz" } | Select-Object -First 1
    if (-not $line) { Fail "this release has no binary for $target" $FromSource }
    $expected, $archive = $line -split "[ *]+", 2
    $packed = Join-Path $Scratch $archive
    Save-File "$address/$archive" $packed "try again; the release may be incomplete"

    $actual = (Get-FileHash -Algorithm SHA256 -Path $packed).Hash
    if ($actual -ne $expected) {
        Fail "``$archive`` is not what was released: its SHA-256 is $actual, not $expected" `
            "nothing was installed; try again, and report it if it happens again"
    }
    # Windows brings tar since 2018. Started in the folder, because some kinds of tar take C: for the name of a machine.
    Push-Location $Scratch
    try { tar -xzf $archive } finally { Pop-Location }
    $binary = Join-Path (Join-Path $Scratch ($archive -replace "\.tar\.gz$", "")) "psl.exe"
    if (-not (Test-Path $binary)) { Fail "cannot unpack ``$archive``" "tar is needed, which Windows 10 and later have" }
    $said = & $binary --version
    if ($LASTEXITCODE -ne 0) { Fail "the binary for $target does not run here" "nothing was installed; $FromSource" }

    $folder = if ($To) { $To } else { Join-Path $HOME ".local\bin" }
    $installed = Join-Path $folder "psl.exe"
    try {
        New-Item -ItemType Directory -Force -Path $folder | Out-Null
        # Beside the old one first, so that a failure leaves the old one whole.
        Copy-Item -Force -Path $binary -Destination "$installed.new"
        Move-Item -Force -Path "$installed.new" -Destination $installed
    } catch {
        Fail "cannot write ``$installed``: $($_.Exception.Message)" `
            "close editors that run it, or name another folder with -To"
    }
    Write-Output "installed $said as $installed"
    if (($env:PATH -split [IO.Path]::PathSeparator) -notcontains $folder) {
        Write-Output "note: $folder is not on PATH; add it, or call psl by its whole path"
    }
}

if (-not $From) { $From = $ReleasedAt }
if (-not $From) { Fail "the address of the releases is not known" "name it with -From URL" }
# Windows PowerShell does not offer it by itself, and servers take nothing older.
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
$scratch = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
New-Item -ItemType Directory -Path $scratch | Out-Null
try {
    Install-Psl $scratch
} finally {
    Remove-Item -Recurse -Force $scratch
}
