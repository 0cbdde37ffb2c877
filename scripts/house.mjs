import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where everything lies. Absolute paths. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The private folder holding a real n8n, its lint and its package scanner. */
export const n8nFolder = path.join(root, 'n8n');

/** Everything that is written while running: logs, temporary folders, n8n's data. May be deleted at any time. */
export const runFolder = path.join(root, '.run');

export const logFolder = path.join(runFolder, 'logs');

/** The Node 24 that the npm package `node` brings along. */
export const node24 = path.join(root, 'node_modules', 'node', 'bin', 'node');

/** A file inside an installed package of the project. */
export function inPackages(/** @type {string[]} */ ...parts) {
	return path.join(root, 'node_modules', ...parts);
}

/** A file inside an installed package of the n8n folder. */
export function inN8n(/** @type {string[]} */ ...parts) {
	return path.join(n8nFolder, 'node_modules', ...parts);
}

/**
 * The environment for everything started from here: Node 24 and the project's own programs first in the
 * path, and temporary files inside the clone.
 *
 * @param {Record<string, string | undefined>} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnvironment(more = {}) {
	const own = [path.dirname(node24), inPackages('.bin')];
	return {
		...process.env,
		PATH: [...own, process.env['PATH'] ?? ''].join(path.delimiter),
		TMPDIR: path.join(runFolder, 'tmp'),
		NPM_CONFIG_UPDATE_NOTIFIER: 'false',
		TSX_DISABLE_CACHE: '1',
		...more,
	};
}
