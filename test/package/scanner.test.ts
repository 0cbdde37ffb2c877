import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, temporaryFolder } from '../harness/places';
import { scan } from './scanner';
import { unpacked } from './unpacked';

const parent = temporaryFolder('scanner');

afterAll(() => {
	rmSync(parent, { recursive: true, force: true });
});

describe('n8n’s scanner on the sources', () => {
	it('passes', async () => {
		expect(await scan('source', projectRoot)).toEqual({ passed: true });
	});

	it('would find a forbidden import, a forbidden global and a dependency', async () => {
		const spoiled = path.join(parent, 'source');
		for (const part of ['package.json', 'nodes', 'credentials']) {
			cpSync(path.join(projectRoot, part), path.join(spoiled, part), { recursive: true });
		}
		writeFileSync(path.join(spoiled, 'nodes', 'spoiled.ts'), "import { readFileSync } from 'fs';\nprocess.exit(readFileSync.length);\n");
		addDependency(spoiled);
		const { passed, details } = await scan('source', spoiled);
		expect(passed).toBe(false);
		expect(details).toContain('@n8n/community-nodes/no-restricted-imports');
		expect(details).toContain('@n8n/community-nodes/no-restricted-globals');
		expect(details).toContain('@n8n/community-nodes/no-runtime-dependencies');
	});
});

describe('n8n’s scanner on the published tarball', () => {
	let folder: string;

	beforeAll(async () => {
		({ folder } = await unpacked(path.join(parent, 'tarball'), projectRoot));
	});

	it('passes', async () => {
		expect(await scan('tarball', folder)).toEqual({ passed: true });
	});

	it('would find a forbidden require, a forbidden global and a dependency', async () => {
		writeFileSync(path.join(folder, 'dist', 'spoiled.js'), "const fs = require('fs');\nprocess.exit(fs.length);\n");
		addDependency(folder);
		const { passed, details } = await scan('tarball', folder);
		expect(passed).toBe(false);
		expect(details).toContain('@n8n/community-nodes/no-restricted-imports');
		expect(details).toContain('@n8n/community-nodes/no-restricted-globals');
		expect(details).toContain('@n8n/community-nodes/no-runtime-dependencies');
	});
});

function addDependency(folder: string): void {
	const file = path.join(folder, 'package.json');
	const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
	writeFileSync(file, JSON.stringify(Object.assign({}, manifest, { dependencies: { express: '^5' } })));
}
