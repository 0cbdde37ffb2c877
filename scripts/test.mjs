import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { lint, typecheck } from './checks.mjs';
import { runHere } from './child.mjs';
import { inPackages, node24, runFolder } from './house.mjs';
import { installForCi } from './systemPrograms.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: Array<{ name: string, why: string }> }} Outcome
 * @typedef {Outcome & { title: string, seconds: number }} Part
 */

/**
 * Everything there is to check, in order of cost. All parts run even when one fails, except what needs a build
 * that failed. Ends with what ran and what was skipped and why; in CI a skip is a failure.
 *
 * @param {string[]} args handed to vitest, such as a part of a file name
 * @returns {Promise<number>} exit status
 */
export async function test(args) {
	await installForCi();
	const filter = args.length > 0 ? [...args, '--passWithNoTests'] : [];
	const parts = [
		await part('Types', () => check(typecheck)),
		await part('Lint', () => check(lint)),
		await part('Build', () => check(build)),
	];
	const isBuilt = parts.at(-1)?.failed === 0;
	parts.push(await part('Unit, property and capture tests', () => vitest('quick', filter)));
	for (const { project, title } of [
		{ project: 'package', title: 'Package tests' },
		{ project: 'end-to-end', title: 'End-to-end tests in a real n8n' },
		{ project: 'browser', title: 'Browser tests in Chromium' },
	]) {
		parts.push(await part(title, () => (isBuilt ? vitest(project, filter) : notBuilt(title))));
	}
	return summarise(parts);
}

/**
 * The tests that need no build and no n8n.
 *
 * @param {string[]} args handed to vitest
 * @returns {Promise<number>} exit status
 */
export async function quickTests(args) {
	return summarise([await part('Unit, property and capture tests', () => vitest('quick', args))]);
}

/**
 * @param {string} title
 * @param {() => Promise<Outcome>} work
 * @returns {Promise<Part>}
 */
async function part(title, work) {
	console.log(`\n── ${title} ──`);
	const started = Date.now();
	const outcome = await work();
	return { title, ...outcome, seconds: Math.round((Date.now() - started) / 1000) };
}

/**
 * @param {() => Promise<number>} command
 * @returns {Promise<Outcome>}
 */
async function check(command) {
	const status = await command();
	return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [] };
}

/**
 * @param {string} title
 * @returns {Promise<Outcome>}
 */
function notBuilt(title) {
	return Promise.resolve({ passed: 0, failed: 0, skipped: [{ name: title, why: 'the build failed' }] });
}

/**
 * Runs one vitest project and reads what its reporter wrote down.
 *
 * @param {string} project
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
async function vitest(project, args) {
	const report = path.join(runFolder, 'reports', `${project}.json`);
	mkdirSync(path.dirname(report), { recursive: true });
	rmSync(report, { force: true });
	const status = await runHere(
		node24,
		[
			inPackages('vitest', 'vitest.mjs'),
			...['run', '--project', project, ...args],
			...['--reporter', 'default', '--reporter', './scripts/vitestReporter.mjs'],
		],
		{ env: { TEST_REPORT: report } },
	);
	const outcome = readReport(report);
	if (!outcome) return { passed: 0, failed: 1, skipped: [] };
	return { ...outcome, failed: status === 0 ? outcome.failed : Math.max(outcome.failed, 1) };
}

/**
 * @param {string} report
 * @returns {Outcome | undefined} nothing when vitest ended before it could report
 */
function readReport(report) {
	/** @type {(text: string) => Outcome} */
	const parse = JSON.parse;
	try {
		return parse(readFileSync(report, 'utf8'));
	} catch {
		return undefined;
	}
}

/**
 * @param {Part[]} parts
 * @returns {number} exit status
 */
function summarise(parts) {
	console.log('\n── What ran ──');
	for (const { title, passed, failed, skipped, seconds } of parts) {
		const counts = [`${String(passed)} passed`];
		if (failed > 0) counts.push(`${String(failed)} FAILED`);
		if (skipped.length > 0) counts.push(`${String(skipped.length)} skipped`);
		console.log(`${title}: ${counts.join(', ')} (${String(seconds)} s)`);
	}
	const skips = parts.flatMap(({ skipped }) => skipped);
	if (skips.length > 0) {
		console.log('\n── What was skipped, and why ──');
		for (const { name, why } of skips) console.log(why === '' ? name : `${name}: ${why}`);
	}
	const failed = sum(parts, 'failed');
	const forbidden = process.env['CI'] !== undefined && process.env['CI'] !== '' && skips.length > 0;
	if (forbidden) console.log('\nIn CI nothing may be skipped, so this run has failed.');
	console.log(`\n${String(sum(parts, 'passed'))} passed, ${String(failed)} failed, ${String(skips.length)} skipped`);
	return failed > 0 || forbidden ? 1 : 0;
}

/**
 * @param {Part[]} parts
 * @param {'passed' | 'failed'} what
 */
function sum(parts, what) {
	return parts.reduce((total, one) => total + one[what], 0);
}
