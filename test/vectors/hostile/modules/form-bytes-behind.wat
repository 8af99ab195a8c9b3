(module binary "\00asm\01\00\00\00" "\00\02\01x" "\ff")
