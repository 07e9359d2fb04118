import type { ManifestDraft } from '../../../electron/contract/models.ts';
import { knownManifests } from '../../manifests/index.ts';
import { matchesDescription } from '../../manifests/known-manifest.ts';
import type { ModelFamily } from './model-family.ts';

/** Models with a manifest of their own in native-models/manifests. */
export const knownModelFamily: ModelFamily = {
  id: 'known',
  label: 'A model that Earmark knows',
  propose: (description, { head }) => {
    const known = knownManifests.find((each) => matchesDescription(each.match, description));
    if (known === undefined || head !== null) {
      return null;
    }
    // Committed JSON, held to the schema by a test.
    const manifest = known.manifest as ManifestDraft;
    const reason = `Its input “${manifest.input.name}” and its outputs are those of ${manifest.name}.`;
    return { certainty: 'certain', reason, questions: [], manifest };
  },
};
