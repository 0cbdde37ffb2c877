import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/v4';
import { npm } from '../harness/npm';
import { runFolder } from '../harness/places';

const run = promisify(execFile);

/** What a release of n8n gives a community package to work with. */
export interface OlderN8n {
	n8n: string;
	'n8n-workflow': string;
	/** `none`: that n8n has no zod. */
	zod: string;
}

const Outcome = z.record(z.string(), z.union([z.object({ loaded: z.string() }), z.object({ failed: z.string() })]));

/** For each node and credential: the name of the type that was loaded, or the message it failed with. */
export type Outcome = z.infer<typeof Outcome>;

/**
 * Loads a package beside what an older n8n brings, and nothing else. (That n8n itself would be 2 GB more.)
 *
 * @param node the Node to load it with
 * @param packageFolder an unpacked package
 */
export async function loadIn(older: OlderN8n, node: string, packageFolder: string): Promise<Outcome> {
	const folder = await folderOf(older);
	const place = path.join(folder, 'node_modules', 'n8n-nodes-kazoo-pivot');
	rmSync(place, { recursive: true, force: true });
	cpSync(packageFolder, place, { recursive: true });
	const { stdout } = await run(node, [path.join(import.meta.dirname, 'loadPackage.mjs'), place], { cwd: folder });
	return Outcome.parse(JSON.parse(stdout));
}

/** Installed once, kept in `.run`. */
async function folderOf(older: OlderN8n): Promise<string> {
	const folder = path.join(runFolder('older-n8n'), older.n8n);
	if (existsSync(folder)) return folder;
	const fresh = `${folder}.installing`;
	rmSync(fresh, { recursive: true, force: true });
	mkdirSync(fresh, { recursive: true });
	const dependencies = { 'n8n-workflow': older['n8n-workflow'], ...(older.zod === 'none' ? {} : { zod: older.zod }) };
	writeFileSync(path.join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies }));
	await npm(['install', '--ignore-scripts', '--legacy-peer-deps', '--prefer-offline'], fresh);
	if (older.zod === 'none') hideOurZod(fresh);
	renameSync(fresh, folder);
	return folder;
}

/** Node looks for packages in every folder above; the clone's own zod must not be found. */
function hideOurZod(folder: string): void {
	const hidden = path.join(folder, 'node_modules', 'zod');
	mkdirSync(hidden, { recursive: true });
	writeFileSync(path.join(hidden, 'package.json'), JSON.stringify({ name: 'zod', version: '0.0.0', exports: {} }));
}
