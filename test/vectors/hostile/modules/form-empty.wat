(module binary "")
