import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, temporaryFolder } from '../harness/places';
import { filesIn } from './filesIn';
import type { Manifest } from './manifest';
import { manifestProblems, readManifest } from './manifest';
import { unpacked } from './unpacked';

const parent = temporaryFolder('contents');

afterAll(() => {
	rmSync(parent, { recursive: true, force: true });
});

describe('the community package, as it is published', () => {
	let files: string[];
	let manifest: Manifest;

	beforeAll(async () => {
		const { folder } = await unpacked(path.join(parent, 'community'), projectRoot);
		files = filesIn(folder);
		manifest = readManifest(folder);
	});

	it('holds what was built, its description, its licence, and nothing else', () => {
		expect(files.filter((file) => !file.startsWith('dist/'))).toEqual(['LICENSE', 'README.md', 'package.json']);
	});

	it('leaves the server, the virtual switch and the tests out', () => {
		const folders = new Set(files.filter((file) => file.startsWith('dist/')).map((file) => file.split('/')[1]));
		expect([...folders].sort()).toEqual(['credentials', 'nodes', 'pivot', ...(folders.has('crossbar') ? ['crossbar'] : [])].sort());
		expect(files.filter((file) => file.includes('.test.'))).toEqual([]);
	});

	it('holds scripts, their types, icons and n8n’s own descriptions, no sources', () => {
		const kinds = files.filter((file) => file.startsWith('dist/') && !/\.(js|d\.ts|svg|png|node\.json)$/.test(file));
		expect(kinds).toEqual([]);
	});

	it('holds an icon, light and dark, and a description for every node', () => {
		for (const node of manifest.n8n?.nodes ?? []) {
			const folder = path.posix.dirname(node);
			expect(files).toContain(node.replace(/\.js$/, '.json'));
			expect(files.filter((file) => file.startsWith(`${folder}/`) && file.endsWith('.svg')).length).toBeGreaterThanOrEqual(2);
		}
	});

	it('keeps n8n’s rules for package.json', () => {
		expect(manifest.n8n?.nodes.length).toBeGreaterThan(0);
		expect(manifestProblems(manifest, files)).toEqual([]);
	});

	it.each<[string, (good: Manifest) => Manifest, RegExp]>([
		['a dependency', (good) => ({ ...good, dependencies: { express: '5' } }), /may not have dependencies/],
		['an optional dependency', (good) => ({ ...good, optionalDependencies: { a: '1' } }), /may not have optionalDependencies/],
		['overrides', (good) => ({ ...good, overrides: { a: '1' } }), /may not have overrides/],
		['a command', (good) => ({ ...good, bin: 'dist/run.js' }), /may not have bin/],
		['an install script', (good) => ({ ...good, scripts: { postinstall: 'node x' } }), /script "postinstall"/],
		['another peer', (good) => ({ ...good, peerDependencies: { 'n8n-workflow': '*', zod: '*' } }), /peerDependencies/],
		['a pinned peer', (good) => ({ ...good, peerDependencies: { 'n8n-workflow': '^2' } }), /peerDependencies/],
		['more files', (good) => ({ ...good, files: ['dist', 'server'] }), /files have to be/],
		['another licence', (good) => ({ ...good, license: 'ISC' }), /licence/],
		['another name', (good) => ({ ...good, name: 'kazoo-pivot' }), /name has to begin/],
		['no keyword', (good) => ({ ...good, keywords: [] }), /keywords/],
		['a node that is not there', (good) => withNodes(good, ['dist/nodes/No.node.js']), /names dist\/nodes\/No.node.js/],
		['a node not named', (good) => withNodes(good, []), /does not name it/],
	])('would be refused with %s', (_, spoil, complaint) => {
		const problems = manifestProblems(spoil(manifest), files);
		expect(problems.some((problem) => complaint.test(problem))).toBe(true);
	});
});

describe('the server’s package, as it is published', () => {
	it('holds what was built, its command among it, and no sources', async () => {
		const { folder } = await unpacked(path.join(parent, 'server'), path.join(projectRoot, 'server'));
		const files = filesIn(folder);
		const { bin } = readManifest(folder);
		expect(files.filter((file) => !/^(dist\/.*|package\.json|README\.md|LICENSE)$/.test(file))).toEqual([]);
		expect(files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))).toEqual([]);
		expect(bin).toEqual({ 'kazoo-pivot': 'dist/kazoo-pivot.mjs' });
		expect(files).toContain('dist/kazoo-pivot.mjs');
		expect(readFileSync(path.join(folder, 'dist/kazoo-pivot.mjs'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
	});
});

function withNodes(manifest: Manifest, nodes: string[]): Manifest {
	return manifest.n8n ? { ...manifest, n8n: { ...manifest.n8n, nodes } } : manifest;
}
