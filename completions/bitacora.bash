# Completion of bitacora in bash: the program itself says what can follow.
if command -v bitacora > /dev/null; then
    source <(COMPLETE=bash bitacora)
fi
