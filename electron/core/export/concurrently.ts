/**
 * Works on all items, a few at a time. Stops starting new ones at the first failure or when aborted, waits for those under
 * way, then throws the first reason: when this settles, nothing is running any more.
 */
export async function concurrently<Item>(
  items: readonly Item[],
  options: { readonly limit: number; readonly signal?: AbortSignal },
  work: (item: Item, index: number, runner: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  const failures: unknown[] = [];
  const run = async (runner: number): Promise<void> => {
    // All runners draw from one iterator, so that each item is taken once.
    for (const [index, item] of queue) {
      if (failures.length > 0) {
        return;
      }
      try {
        options.signal?.throwIfAborted();
        await work(item, index, runner);
      } catch (error) {
        failures.push(error);
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.limit, items.length) }, (_, runner) => run(runner)));
  if (failures.length > 0) {
    throw failures[0];
  }
}
