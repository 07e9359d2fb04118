import { join } from 'node:path';
import type { InlineConfig } from 'vite';

/**
 * Native modules stay in node_modules, where their binaries lie; electron is the runtime itself. The audio decoders hold
 * WebAssembly in strings whose every character counts, so that no bundler is to write them again.
 */
const EXTERNAL = [
  'electron',
  'better-sqlite3',
  'onnxruntime-node',
  '@wasm-audio-decoders/flac',
  '@wasm-audio-decoders/ogg-vorbis',
  'mpg123-decoder',
  'opus-decoder',
];

/** The Node programs of the packaged app (ES modules; a scorer starts its decode-worker, the engine file-workers and checkpoint-workers), and the preload script. */
export function electronConfigs(root: string, outDir: string): readonly InlineConfig[] {
  return [
    nodeBundle(outDir, {
      format: 'es',
      emptyOutDir: true,
      input: {
        main: join(root, 'electron/main/main.ts'),
        engine: join(root, 'electron/engine/program.ts'),
        scorer: join(root, 'electron/scorer/program.ts'),
        'decode-worker': join(root, 'electron/scorer/decode-worker.ts'),
        'file-worker': join(root, 'electron/core/export/file-worker.ts'),
        'checkpoint-worker': join(root, 'db/connection/checkpoint-worker.ts'),
      },
    }),
    // A sandboxed preload script must be one CommonJS file.
    nodeBundle(outDir, {
      format: 'cjs',
      emptyOutDir: false,
      input: { preload: join(root, 'electron/preload/preload.ts') },
    }),
  ];
}

interface BundleShape {
  readonly format: 'es' | 'cjs';
  readonly emptyOutDir: boolean;
  readonly input: Record<string, string>;
}

function nodeBundle(outDir: string, { format, emptyOutDir, input }: BundleShape): InlineConfig {
  const extension = format === 'cjs' ? 'cjs' : 'js';
  return {
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: EXTERNAL },
    build: {
      ssr: true,
      outDir,
      emptyOutDir,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external: [...EXTERNAL, /^node:/],
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `[name]-[hash].${extension}` },
      },
    },
  };
}
