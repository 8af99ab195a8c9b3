import { z } from 'zod';

// Before the first schema: zod would try whether it may compile code, which the page's policy refuses and counts.
z.config({ jitless: true });
