import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm';
import { projectRoot } from './places';

/**
 * Packs a package as `npm publish` would. It has to be built before.
 *
 * @param into folder for the tarball
 * @param from the package's folder; the community package when left out
 * @returns the tarball's path
 */
export async function packPackage(into: string, from = projectRoot): Promise<string> {
	mkdirSync(into, { recursive: true });
	const printed = await npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', into], from);
	const name = printed.trim().split('\n').at(-1);
	if (!name) throw new Error(`npm pack in ${from} named no tarball.`);
	return path.join(into, name);
}

/**
 * Installs tarballs where n8n's own "install a community node" puts packages. Nothing is fetched: a community
 * package has no dependencies, and n8n brings the peer.
 *
 * @param userFolder n8n's user folder; n8n must not be running, or be restarted
 */
export async function installPackages(userFolder: string, tarballs: string[]): Promise<void> {
	if (tarballs.length === 0) return;
	const folder = path.join(userFolder, '.n8n', 'nodes');
	mkdirSync(folder, { recursive: true });
	rmSync(path.join(folder, 'package-lock.json'), { force: true });
	await npm(['install', ...tarballs, '--omit=peer', '--legacy-peer-deps', '--ignore-scripts', '--offline'], folder);
}
