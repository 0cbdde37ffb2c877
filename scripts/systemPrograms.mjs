import { spawnSync } from 'node:child_process';
import { runLogged } from './child.mjs';
import { step } from './progress.mjs';

/** Programs that only some tests need, and the Debian packages they come in. */
const PROGRAMS = [
	{ program: 'chromium', package: 'chromium' },
	{ program: 'redis-server', package: 'redis-server' },
];

/**
 * In CI, where nothing may be skipped, installs the programs that are missing. Elsewhere nothing outside the clone is
 * touched: the tests that need such a program skip, and say how to install it.
 */
export async function installForCi() {
	if (!process.env['CI'] || process.getuid?.() !== 0) return;
	const missing = PROGRAMS.filter(({ program }) => spawnSync('which', [program], { stdio: 'ignore' }).status !== 0);
	if (missing.length === 0) return;
	const names = missing.map((one) => one.package);
	await step(`Installing ${names.join(' and ')} from Debian`, async () => {
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await runLogged('apt-update', 'apt-get', ['update', '-qq'], { env });
		await runLogged('apt-install', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
	});
}
