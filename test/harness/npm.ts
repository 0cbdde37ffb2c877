import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs npm and gives back what it printed.
 *
 * @throws with npm's own words when it fails
 */
export async function npm(args: string[], cwd: string): Promise<string> {
	const { stdout } = await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd,
		maxBuffer: 64 * 1024 * 1024,
	});
	return stdout;
}
