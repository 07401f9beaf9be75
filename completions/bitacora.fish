# Completion of bitacora in fish: the program itself says what can follow.
if command --query bitacora
    COMPLETE=fish bitacora | source
end
