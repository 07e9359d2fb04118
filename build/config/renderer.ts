import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

/**
 * The window: hashed files under assets/, no inline script, and `__CSP_NONCE__` left in index.html for the host,
 * which puts a fresh nonce there with every answer. `base: './'` serves app:// and http:// alike.
 */
export function rendererConfig(root: string, outDir: string): InlineConfig {
  return {
    configFile: false,
    root: join(root, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
    },
  };
}
