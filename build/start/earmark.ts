/** `npm run earmark`: the command line, in the folder where the person typed the command; npm has left it. */
import { endWithSetup } from './end-with-setup.ts';

const typedIn = process.env['INIT_CWD'];
if (typedIn !== undefined) process.chdir(typedIn);
endWithSetup();

await import('../../electron/cli/program.ts');
