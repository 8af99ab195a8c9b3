(module binary "PK\03\04\14\00\00\00")
