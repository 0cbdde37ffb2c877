import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/v4';
import { inN8nPackages, node24 } from '../harness/places';

const run = promisify(execFile);

const ScanResult = z.object({
	passed: z.boolean(),
	message: z.string().optional(),
	/** ESLint's report, for people. */
	details: z.string().optional(),
});

/**
 * One leg of n8n's package scanner: the sources a package was built from, or its published tarball, unpacked. The
 * scanner's other steps (fetching both, checking their provenance) need a published package.
 */
export async function scan(leg: 'source' | 'tarball', folder: string): Promise<z.infer<typeof ScanResult>> {
	const scanner = inN8nPackages('@n8n', 'scan-community-package', 'scanner', 'scanner.mjs');
	const { stdout } = await run(node24, [path.join(import.meta.dirname, 'scan.mjs'), scanner, leg, folder], {
		env: { ...process.env, NODE_ENV: 'production' },
		maxBuffer: 16 * 1024 * 1024,
	});
	return ScanResult.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
}
