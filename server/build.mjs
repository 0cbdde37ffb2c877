import { chmod, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');

await rm(dist, { recursive: true, force: true });
await build({
	absWorkingDir: here,
	entryPoints: { 'kazoo-pivot': 'src/kazoo-pivot.ts', sqliteWorker: 'src/store/sqliteWorker.ts' },
	outdir: dist,
	outExtension: { '.js': '.mjs' },
	chunkNames: '[name]-[hash]',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	// The folders of this repository go in, npm packages stay out.
	packages: 'external',
	logLevel: 'warning',
});
await chmod(join(dist, 'kazoo-pivot.mjs'), 0o755);
