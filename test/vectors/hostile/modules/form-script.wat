(module binary "#!/bin/sh\0arm -rf /")
