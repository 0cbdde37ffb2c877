import { build } from './build.mjs';
import { lint, typecheck } from './checks.mjs';
import { Complaint } from './child.mjs';
import { demo } from './demo.mjs';
import { setup } from './setup.mjs';
import { quickTests, test } from './test.mjs';

/**
 * What the scripts of package.json call: `node scripts/run.mjs COMMAND [ARGUMENTS]`. Needs nothing but Node 20
 * and npm, on a clone in which nothing is installed yet.
 *
 * @type {Record<string, (args: string[]) => Promise<number>>}
 */
const commands = { demo, test, build, lint, typecheck, quick: quickTests };

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];

try {
	if (!command) throw new Complaint(`There is no command "${name}"; there are: ${Object.keys(commands).join(', ')}.`);
	await setup();
	process.exitCode = await command(args);
} catch (error) {
	if (!(error instanceof Complaint)) throw error;
	console.error(`\n${error.message}`);
	process.exitCode = 1;
}
