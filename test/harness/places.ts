import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';

/** The project's root folder. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..');

/** The Node 24 that comes with the project's packages. */
export const node24 = path.join(projectRoot, 'node_modules', 'node', 'bin', 'node');

/** A file of the n8n folder's installed packages. */
export function inN8nPackages(...parts: string[]): string {
	return path.join(projectRoot, 'n8n', 'node_modules', ...parts);
}

/** A place in `.run`, which holds everything written while running; made when it is not there. */
export function runFolder(...parts: string[]): string {
	const folder = path.join(projectRoot, '.run', ...parts);
	mkdirSync(folder, { recursive: true });
	return folder;
}

/** A new, empty folder in `.run/tmp`. Whoever asks for it removes it. */
export function temporaryFolder(name: string): string {
	return mkdtempSync(path.join(runFolder('tmp'), `${name}-`));
}
