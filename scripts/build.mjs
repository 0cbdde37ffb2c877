import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runLogged } from './child.mjs';
import { inPackages, node24, root, runFolder } from './house.mjs';
import { step } from './progress.mjs';

/**
 * Builds the community package into `dist/` and the server into `server/dist/`, each only when something it is
 * made of has changed.
 *
 * @returns {Promise<number>} exit status
 */
export async function build() {
	for (const { name, title, inputs, output, make } of products) {
		const state = stateOf(inputs);
		const stamp = path.join(runFolder, 'built', name);
		if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) continue;
		rmSync(stamp, { force: true });
		const failure = await step(title, make).catch((/** @type {unknown} */ error) => {
			if (error instanceof BuildFailure) return error;
			throw error;
		});
		if (failure) {
			console.error(failure.message);
			return 1;
		}
		mkdirSync(path.dirname(stamp), { recursive: true });
		writeFileSync(stamp, state);
	}
	return 0;
}

class BuildFailure extends Error {}

const shared = ['pivot', 'crossbar', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs'];

const products = [
	{
		name: 'community-package',
		title: 'Building the community package',
		inputs: [...shared, 'nodes', 'credentials', 'tsconfig.json'],
		output: path.join(root, 'dist'),
		make: buildCommunityPackage,
	},
	{
		name: 'server',
		title: 'Building the pivot server',
		inputs: [...shared, 'switch', 'server'],
		output: path.join(root, 'server', 'dist'),
		make: buildServer,
	},
];

/** Compiled beside, then put in place at once, so that `dist` is never half a package. */
async function buildCommunityPackage() {
	const fresh = path.join(runFolder, 'built', 'dist');
	rmSync(fresh, { recursive: true, force: true });
	await succeed('build-community-package', [inPackages('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json', '--outDir', fresh]);
	for (const file of filesIn(['nodes', 'credentials'])) {
		if (/\.(svg|png|node\.json)$/.test(file)) cpSync(path.join(root, file), path.join(fresh, file));
	}
	const dist = path.join(root, 'dist');
	rmSync(dist, { recursive: true, force: true });
	renameSync(fresh, dist);
}

async function buildServer() {
	await succeed('build-server', [path.join('server', 'build.mjs')]);
}

/**
 * @param {string} name
 * @param {string[]} args of Node
 */
async function succeed(name, args) {
	const { status, tail } = await runLogged(name, node24, args);
	if (status !== 0) throw new BuildFailure(tail);
}

/**
 * @param {string[]} inputs files and folders, from the root
 * @returns {string} changes whenever one of the files does
 */
function stateOf(inputs) {
	const hash = createHash('sha256');
	for (const file of filesIn(inputs)) {
		const { mtimeMs, size } = statSync(path.join(root, file));
		hash.update(`${file} ${String(mtimeMs)} ${String(size)}\n`);
	}
	return hash.digest('hex');
}

/**
 * @param {string[]} inputs files and folders, from the root; what does not exist counts as empty
 * @returns {string[]} sources, sorted; no tests, nothing built, nothing installed
 */
function filesIn(inputs) {
	return inputs
		.flatMap((input) => {
			const stat = statSync(path.join(root, input), { throwIfNoEntry: false });
			if (!stat) return [];
			if (!stat.isDirectory()) return [input];
			return filesIn(
				readdirSync(path.join(root, input))
					.filter((name) => name !== 'dist' && name !== 'node_modules')
					.map((name) => path.join(input, name)),
			);
		})
		.filter((file) => !file.endsWith('.test.ts'))
		.sort();
}
