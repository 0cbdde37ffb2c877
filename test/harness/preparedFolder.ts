import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePorts } from './freePorts';
import { startN8nProcess } from './n8nProcess';
import { setUpOwner } from './owner';
import { inN8nPackages, runFolder, temporaryFolder } from './places';

const API_KEY_FILE = 'api-key';

/**
 * Fills a new user folder with what every n8n of the harness begins with: a database with n8n's migrations done,
 * an owner and an API key. Made once for each version of n8n, then copied.
 *
 * @param folder must not exist yet, or be empty
 */
export async function fillUserFolder(folder: string): Promise<void> {
	cpSync(await preparedFolder(), folder, { recursive: true });
}

/** The API key of a user folder filled by `fillUserFolder`. */
export function apiKeyOf(folder: string): string {
	return readFileSync(path.join(folder, API_KEY_FILE), 'utf8');
}

export function isFilled(folder: string): boolean {
	return existsSync(path.join(folder, API_KEY_FILE));
}

async function preparedFolder(): Promise<string> {
	const prepared = path.join(runFolder('prepared-n8n'), n8nVersion());
	if (isFilled(prepared)) return prepared;

	const folder = temporaryFolder('prepare-n8n');
	const [port = 0, brokerPort = 0] = await freePorts(2);
	const n8n = startN8nProcess({ folder, port, brokerPort });
	try {
		await n8n.whenReady();
		writeFileSync(path.join(folder, API_KEY_FILE), await setUpOwner(`http://127.0.0.1:${port}`));
	} finally {
		await n8n.stop();
	}
	rmSync(n8n.logFile, { force: true });
	rmSync(prepared, { recursive: true, force: true });
	renameSync(folder, prepared);
	return prepared;
}

function n8nVersion(): string {
	const manifest: unknown = JSON.parse(readFileSync(inN8nPackages('n8n', 'package.json'), 'utf8'));
	if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
	throw new Error('The n8n in n8n/node_modules has no version; delete n8n/node_modules and run the command again.');
}
