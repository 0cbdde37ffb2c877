import path from 'node:path';
import { runHere } from './child.mjs';
import { inN8n, inPackages, node24, root, runFolder } from './house.mjs';

const projects = ['tsconfig.json', 'tsconfig.all.json', path.join('scripts', 'tsconfig.json')];

/**
 * The compiler over the whole tree: what ships in the community package as it is built, everything as it is run
 * in development, and these scripts.
 *
 * @returns {Promise<number>} exit status
 */
export async function typecheck() {
	let worst = 0;
	for (const project of projects) {
		const remembered = path.join(runFolder, 'typecheck', `${project.replaceAll(path.sep, '-')}.tsbuildinfo`);
		const status = await runHere(node24, [
			inPackages('typescript', 'bin', 'tsc'),
			...['-p', project, '--noEmit', '--pretty', '--incremental', '--tsBuildInfoFile', remembered],
		]);
		worst = Math.max(worst, status);
	}
	return worst;
}

/**
 * n8n's own lint command over the whole tree. The stock rules at the root hold for what ships in the community
 * package; a folder with an eslint.config.mjs of its own is linted by that one.
 *
 * @param {string[]} [args] such as `--fix`
 * @returns {Promise<number>} exit status
 */
export function lint(args = []) {
	return runHere(node24, [inN8n('@n8n', 'node-cli', 'bin', 'n8n-node.mjs'), 'lint', ...args], {
		cwd: root,
		env: { ESLINT_FLAGS: 'v10_config_lookup_from_file', npm_config_user_agent: undefined },
	});
}
