const otherStage = 'other';

/** The sweep that an experiment belongs to, by its name: `stage6_014` → `stage6`, `pond_003` → `pond`. */
export function stageOf(name: string): string {
  return (
    /^(stage\d+)(?![a-z\d])/iu.exec(name)?.[1]?.toLowerCase() ??
    /^(stage\d+[a-z]+)(?:_|$)/iu.exec(name)?.[1]?.toLowerCase() ??
    /^(.+?)[_-]\d+$/u.exec(name)?.[1] ??
    otherStage
  );
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function compareStages(left: string, right: string): number {
  return Number(left === otherStage) - Number(right === otherStage) || collator.compare(left, right);
}
