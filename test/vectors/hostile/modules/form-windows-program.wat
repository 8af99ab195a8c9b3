(module binary "MZ\90\00\03\00\00\00")
