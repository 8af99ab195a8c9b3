(module binary "(module)")
