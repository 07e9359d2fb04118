import { z } from 'zod';

const spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.string(),
      annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
    }),
  ),
});

const suite = z.object({
  specs: z.array(spec),
  get suites() {
    return z.array(suite).optional();
  },
});

const report = z.object({ suites: z.array(suite) });

/** One line for every skipped test of Playwright's JSON report, with its reason. */
export function browserSkips(json: unknown): readonly string[] {
  return report.parse(json).suites.flatMap(skipsOfSuite);
}

function skipsOfSuite({ specs, suites = [] }: z.infer<typeof suite>): readonly string[] {
  return [...specs.flatMap(skipsOfSpec), ...suites.flatMap(skipsOfSuite)];
}

function skipsOfSpec({ title, file, tests }: z.infer<typeof spec>): readonly string[] {
  return tests
    .filter(({ status }) => status === 'skipped')
    .map(({ projectName, annotations }) => {
      const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'its spec gives no reason';
      return `skipped: [${projectName}] ${file} > ${title}: ${reason}`;
    });
}
