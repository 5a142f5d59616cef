import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // "server-only" throws outside of Next's bundler.
      'server-only': fileURLToPath(new URL('./scripts/server-only-stub.mjs', import.meta.url)),
    },
  },
  test: {
    include: ['{lib,components,app,scripts}/**/*.test.{ts,tsx,mjs}'],
    environment: 'node',
    setupFiles: ['scripts/property-seed.mjs'],
    testTimeout: 20_000,
    // The default leaves a core idle, which is half of a small machine.
    maxWorkers: '100%',
  },
});
