(module binary "\7fELF\02\01\01\00\00\00\00\00")
