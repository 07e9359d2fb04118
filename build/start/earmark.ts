/** `npm run earmark`: the command line, in the folder where the person typed the command; npm has left it. */
const typedIn = process.env['INIT_CWD'];
if (typedIn !== undefined) process.chdir(typedIn);

await import('../../electron/cli/program.ts');
