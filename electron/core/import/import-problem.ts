import type { ImportPreviewRequest, ScoreScale } from '../../contract/import.ts';
import type { ReadImport } from './describe-import.ts';
import type { ReadTable } from './read-table.ts';
import type { ScoreCollector } from './score-collector.ts';

/** Why tables cannot become a run; null where they can. */
export function problemOf({ request, tables, collector, scores }: ReadImport): string | null {
  const usable = tables.filter(({ ignored }) => ignored === null);
  if (usable.length === 0) {
    // What could be mapped is worth more words than what belongs beside tables.
    return (tables.find(({ isKnown }) => !isKnown) ?? tables[0])?.ignored ?? 'There is no table of scores.';
  }
  return (
    scaleProblem(usable) ??
    modelsProblem(request, collector) ??
    recordingsProblem(request, collector, scores.states.scored + scores.states.unscored) ??
    labelsProblem(request, collector)
  );
}

function scaleProblem(tables: readonly ReadTable[]): string | null {
  const scales = new Set<ScoreScale>();
  for (const { scale } of tables) {
    // Percentages are confidences once they are read.
    if (scale !== null) {
      scales.add(scale === 'percent' ? 'confidence' : scale);
    }
  }
  const doubt = tables.find((table) => table.doubt !== null)?.doubt ?? null;
  return doubt === null && scales.size > 1
    ? 'Some tables hold logits and some confidences. Import them as runs of their own.'
    : doubt;
}

function modelsProblem({ models }: ImportPreviewRequest, collector: ScoreCollector): string | null {
  const names = [...collector.models.keys()].map((name) => (name === '' ? 'not named' : name));
  return models === undefined && names.length > 1 && collector.areModelsMixed
    ? `The tables hold scores of ${names.length} models or runs (${names.join(', ')}). Choose one, or several if they are to be mixed.`
    : null;
}

/** A table of nothing but its header is what an analysis leaves that found nothing: every recording is zero. */
function recordingsProblem(
  { unlisted }: ImportPreviewRequest,
  collector: ScoreCollector,
  matched: number,
): string | null {
  if (matched > 0 || (collector.size === 0 && unlisted === 'zero')) {
    return null;
  }
  return collector.size === 0
    ? 'The tables hold no row, and their names do not tell which recordings were analysed.'
    : `No file that the tables name is a recording of the chosen sources; the first is ${collector.fileAt(0).reference}. Add the folder that was analysed first.`;
}

function labelsProblem({ labels }: ImportPreviewRequest, collector: ScoreCollector): string | null {
  const hasNames = collector.labels.size > 0;
  if (!hasNames && labels.length > 1) {
    return 'The rows name no species, so they can be about one label only.';
  }
  const unknown = hasNames ? labels.filter((label) => collector.labels.spelling(label) === null) : [];
  return unknown.length === 0
    ? null
    : `No row is about “${unknown.join('”, “')}”. Choose a name that the tables hold: ${heldNames(collector)}.`;
}

const mostNames = 8;

/** The most frequent names first. */
function heldNames({ labels }: ScoreCollector): string {
  const names = [...labels.list()].sort((left, right) => right.rows - left.rows).map(({ name }) => `“${name}”`);
  const more = names.length - mostNames;
  return `${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
