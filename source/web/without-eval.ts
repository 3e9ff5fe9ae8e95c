import * as z from 'zod/mini';

// The page's policy forbids eval, which zod would try when a schema is made. So this module must be imported first.
z.config({ jitless: true });
