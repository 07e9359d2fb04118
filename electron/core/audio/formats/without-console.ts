/**
 * Runs what a decoder does in one go, without what it would write to the console about every damaged frame: what is
 * wrong with a recording is told in the product's own words. Nothing else can run meanwhile, so nothing else is muted.
 */
export function withoutConsole<Result>(work: () => Result): Result {
  const target = globalThis.console;
  const { error } = target;
  target.error = () => undefined;
  try {
    return work();
  } finally {
    target.error = error;
  }
}
