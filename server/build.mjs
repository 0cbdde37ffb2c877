import { chmod, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const fresh = join(here, '..', '.run', 'built', 'server-dist');

await rm(fresh, { recursive: true, force: true });
await build({
	absWorkingDir: here,
	entryPoints: { 'kazoo-pivot': 'src/kazoo-pivot.ts', sqliteWorker: 'src/store/sqliteWorker.ts' },
	outdir: fresh,
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
await chmod(join(fresh, 'kazoo-pivot.mjs'), 0o755);
// Put in place at once, so that `dist` is never half a server.
await rm(dist, { recursive: true, force: true });
await rename(fresh, dist);
