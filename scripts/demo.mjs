import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { Complaint, runHere } from './child.mjs';
import { node24, root } from './house.mjs';

/**
 * Builds what is not built yet, then runs the demo until it ends or Ctrl-C.
 *
 * @param {string[]} args handed to the demo, such as `--once`
 */
export async function demo(args) {
	const start = path.join('demo', 'start.ts');
	if (!existsSync(path.join(root, start))) throw new Complaint(`${start} is missing from this clone.`);
	const status = await build();
	return status === 0 ? runHere(node24, ['--import', 'tsx', start, ...args]) : status;
}
