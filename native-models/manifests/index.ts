import birdnet from './birdnet-v2.4.json' with { type: 'json' };
import silero from './silero-vad-48k.json' with { type: 'json' };
import yamnet from './yamnet.json' with { type: 'json' };
import type { ManifestMatch } from './known-manifest.ts';

export interface KnownManifest {
  readonly match: ManifestMatch;
  /** Parsed with the contract's schema by whoever uses it. */
  readonly manifest: unknown;
}

/** Models that are recognised by their shape. A new one is one JSON file and one line here. */
export const knownManifests: readonly KnownManifest[] = [yamnet, silero, birdnet];
