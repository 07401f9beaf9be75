# Completion of bitacora in PowerShell: the program itself says what can follow.
if (Get-Command bitacora -ErrorAction SilentlyContinue) {
    $env:COMPLETE = "powershell"
    bitacora | Out-String | Invoke-Expression
    Remove-Item Env:\COMPLETE
}
