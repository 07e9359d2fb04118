import { expect, test } from './support/launch.ts';

test('the window opens, says what it is, and breaks none of its own rules', async ({ app }) => {
  const complaints: string[] = [];
  app.on('pageerror', (error) => complaints.push(error.message));
  app.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await app.reload();
  await expect(app).toHaveTitle(/Earmark/);
  await expect(app.getByRole('main')).toBeVisible();
  expect(complaints).toEqual([]);
});
