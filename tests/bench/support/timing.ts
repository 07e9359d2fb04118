/** Milliseconds on the wall that each of `count` calls took, one after the other. */
export async function timeEach(count: number, work: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    times.push(await timeOnce(() => work(index)));
  }
  return times;
}

/** Milliseconds on the wall. */
export async function timeOnce(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
