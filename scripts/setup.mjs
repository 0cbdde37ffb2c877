import { spawnSync } from 'node:child_process';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Complaint, runLogged } from './child.mjs';
import { inN8n, inPackages, n8nFolder, node24, root, runFolder } from './house.mjs';
import { step } from './progress.mjs';

/** Installs what is missing; a second run finds everything there and takes no time worth mentioning. */
export async function setup() {
	refuseOldNode();
	prepareTemporaryFolder();
	const missing = steps.filter(({ isDone }) => !isDone());
	for (const [index, { title, work }] of missing.entries()) {
		await step(`${title} (${String(index + 1)} of ${String(missing.length)})`, work);
	}
	linkLint();
	closeRunFolderToLint();
}

const steps = [
	{
		title: "Installing the project's packages",
		isDone: () => isInstalled(root),
		work: () => installPackages(root, 'install-project'),
	},
	{
		title: 'Fetching Node 24',
		isDone: () => existsSync(node24),
		work: fetchNode24,
	},
	{
		title: 'Installing a real n8n, about 2 GB',
		isDone: () => isInstalled(n8nFolder),
		work: () => installPackages(n8nFolder, 'install-n8n'),
	},
	{
		title: "Preparing n8n's database driver",
		isDone: () => existsSync(inN8n('sqlite3', 'build', 'Release', 'node_sqlite3.node')),
		work: prepareDatabaseDriver,
	},
];

/** Whatever a run could not remove, because it was killed, goes a day later. */
function prepareTemporaryFolder() {
	const folder = path.join(runFolder, 'tmp');
	mkdirSync(folder, { recursive: true });
	const yesterday = Date.now() - 24 * 3600 * 1000;
	for (const name of readdirSync(folder)) {
		const left = path.join(folder, name);
		if (statSync(left).mtimeMs < yesterday) rmSync(left, { recursive: true, force: true });
	}
}

function refuseOldNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new Complaint(
			`This needs Node 20.19 or newer to begin with (it fetches Node 24 itself); here is ${process.version}. ` +
				'Install a newer Node from https://nodejs.org and run the command again.',
		);
	}
}

/**
 * Whether a folder's node_modules holds what its lock file says. npm keeps its own list of what it installed,
 * written last, so an installation that was interrupted is seen as missing.
 *
 * @param {string} folder
 */
function isInstalled(folder) {
	const installedList = path.join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(installedList)) return false;
	const wanted = packagesOf(path.join(folder, 'package-lock.json'));
	const installed = packagesOf(installedList);
	return Object.entries(wanted).every(([place, entry]) => {
		if (place === '' || !place.includes('node_modules/') || entry.optional || entry.devOptional) return true;
		const found = installed[place];
		return found !== undefined && found.version === entry.version && found.integrity === entry.integrity;
	});
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage>} by place, such as `node_modules/zod`
 */
function packagesOf(lockFile) {
	/** @type {(text: string) => { packages: Record<string, LockedPackage> }} */
	const parse = JSON.parse;
	return parse(readFileSync(lockFile, 'utf8')).packages;
}

/**
 * Install scripts stay off: the two that are needed (Node 24 and the database driver) are steps of their own,
 * which npm 10 and every later npm run alike.
 *
 * @param {string} folder
 * @param {string} name
 */
async function installPackages(folder, name) {
	const result = await runLogged(name, 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
	if (result.status !== 0) {
		throw new Complaint(`npm could not install the packages of ${folder}. Its last words, all in ${result.log}:\n${result.tail}`);
	}
}

async function fetchNode24() {
	const result = await runLogged('fetch-node', 'node', ['installArchSpecificPackage'], { cwd: inPackages('node') });
	if (result.status !== 0 || !existsSync(node24)) {
		throw new Complaint(`Node 24 could not be fetched from npm. Its last words, all in ${result.log}:\n${result.tail}`);
	}
}

/** n8n keeps its data in SQLite. The driver comes ready-made where GitHub can be reached, else it is compiled. */
async function prepareDatabaseDriver() {
	const cwd = inN8n('sqlite3');
	const env = { npm_config_devdir: path.join(runFolder, 'node-gyp') };
	const fetched = await runLogged('fetch-database-driver', inN8n('.bin', 'prebuild-install'), ['-r', 'napi'], { cwd, env });
	if (fetched.status === 0) return;

	const lacking = [
		{ program: 'make', package: 'build-essential' },
		{ program: 'g++', package: 'build-essential' },
		{ program: 'python3', package: 'python3' },
	].filter(({ program }) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0);
	if (lacking.length > 0) {
		throw new Complaint(
			`n8n's database driver (sqlite3) has to be compiled here, and ${lacking.map((one) => one.program).join(', ')} ` +
				'cannot be found: install the Debian packages build-essential and python3 ' +
				'(apt-get install build-essential python3), then run the command again.',
		);
	}
	const nodedir = existsSync(path.join(node24Package(), 'include')) ? [`--nodedir=${node24Package()}`] : [];
	const built = await runLogged('build-database-driver', node24, [nodeGyp(), 'rebuild', '--jobs=max', ...nodedir], { cwd, env });
	if (built.status !== 0) {
		throw new Complaint(`n8n's database driver could not be compiled. The last lines, all in ${built.log}:\n${built.tail}`);
	}
}

/** The package for this platform that `node` fetched; it also holds the headers to compile against. */
function node24Package() {
	const platform = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${process.platform}-${process.arch}`;
	return inPackages('node', 'node_modules', platform);
}

/** npm's own, which knows today's Python; the one sqlite3 asks for is old and serves where npm names none. */
function nodeGyp() {
	return process.env['npm_config_node_gyp'] ?? inN8n('node-gyp', 'bin', 'node-gyp.js');
}

/** The stock eslint.config.mjs at the root imports n8n's lint by name; it is installed in the n8n folder. */
function linkLint() {
	const link = inPackages('@n8n', 'node-cli');
	if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && existsSync(link)) return;
	rmSync(link, { recursive: true, force: true });
	mkdirSync(path.dirname(link), { recursive: true });
	symlinkSync(path.relative(path.dirname(link), inN8n('@n8n', 'node-cli')), link, 'dir');
}

/** n8n's lint looks at every file of the repository, also at unpacked tarballs lying in `.run`. */
function closeRunFolderToLint() {
	const config = path.join(runFolder, 'eslint.config.mjs');
	if (!existsSync(config)) writeFileSync(config, "export default [{ ignores: ['**'] }];\n");
}
