import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { childEnvironment, logFolder, root } from './house.mjs';

/**
 * What a person can act on: printed as it is, without a stack.
 */
export class Complaint extends Error {}

/**
 * @typedef {{ cwd?: string, env?: Record<string, string | undefined> }} Where
 */

/**
 * Runs a program on this terminal and waits for it. Ctrl-C reaches the program too (same process group), so
 * here it is only waited for; SIGTERM is passed on.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {Where} [where]
 * @returns {Promise<number>} its exit status; 128 + signal number when a signal ended it
 */
export async function runHere(program, args, where = {}) {
	const child = spawn(program, args, { cwd: where.cwd ?? root, env: childEnvironment(where.env), stdio: 'inherit' });
	const ignore = () => undefined;
	const passOn = () => child.kill('SIGTERM');
	process.on('SIGINT', ignore);
	process.on('SIGTERM', passOn);
	try {
		return await statusOf(child);
	} finally {
		process.off('SIGINT', ignore);
		process.off('SIGTERM', passOn);
	}
}

/**
 * Runs a program with its output in `.run/logs/NAME.log`.
 *
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @param {Where} [where]
 * @returns {Promise<{ status: number, log: string, tail: string }>} exit status, path of the log, its last 25 lines
 */
export async function runLogged(name, program, args, where = {}) {
	mkdirSync(logFolder, { recursive: true });
	const log = path.join(logFolder, `${name}.log`);
	const file = createWriteStream(log);
	const child = spawn(program, args, {
		cwd: where.cwd ?? root,
		env: childEnvironment(where.env),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.pipe(file, { end: false });
	child.stderr.pipe(file, { end: false });
	const status = await statusOf(child);
	await new Promise((resolve) => file.end(resolve));
	const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
	return { status, log, tail };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function statusOf(child) {
	return new Promise((resolve, reject) => {
		child.once('error', (error) => {
			reject(new Complaint(`${child.spawnfile} could not be started: ${error.message}.`));
		});
		child.once('close', (code, signal) => {
			resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
		});
	});
}
