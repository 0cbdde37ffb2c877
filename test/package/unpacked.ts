import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { packPackage } from '../harness/communityPackage';

/**
 * Packs a package as `npm publish` would and unpacks it again, as npm would on somebody else's machine.
 *
 * @param parent an empty folder that holds both
 * @param from the package's folder
 * @returns the unpacked package's folder, and the tarball it came from
 */
export async function unpacked(parent: string, from: string): Promise<{ folder: string; tarball: string }> {
	const tarball = await packPackage(path.join(parent, 'tarball'), from);
	const folder = path.join(parent, 'unpacked');
	mkdirSync(folder);
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return { folder, tarball };
}
