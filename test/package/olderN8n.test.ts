import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OLDEST_N8N } from '../../nodes/oldestN8n/tooOld';
import { node24, projectRoot, temporaryFolder } from '../harness/places';
import { readManifest } from './manifest';
import type { OlderN8n } from './olderN8n';
import { loadIn } from './olderN8n';
import { unpacked } from './unpacked';

/** The oldest n8n that brings zod 3.25: its versions of what our nodes import, as its package.json pins them. */
const oldest: OlderN8n = { n8n: '1.100.1', 'n8n-workflow': '1.97.0', zod: '3.25.67' };

const tooOld: OlderN8n[] = [
	{ n8n: '1.99.1', 'n8n-workflow': '1.96.0', zod: '3.24.1' },
	{ n8n: '1.70.0', 'n8n-workflow': '1.69.0', zod: '3.23.8' },
	{ n8n: '1.0.0', 'n8n-workflow': '1.0.0', zod: 'none' },
];

const parent = temporaryFolder('older-n8n');
let folder: string;
let types: string[];

beforeAll(async () => {
	({ folder } = await unpacked(parent, projectRoot));
	const { n8n } = readManifest(folder);
	types = [...(n8n?.nodes ?? []), ...(n8n?.credentials ?? [])];
});

afterAll(() => {
	rmSync(parent, { recursive: true, force: true });
});

describe('the package beside what the oldest supported n8n brings', () => {
	it('names that n8n in its sentence', () => {
		expect(oldest.n8n.startsWith(`${OLDEST_N8N}.`)).toBe(true);
	});

	it('loads every node and credential on Node 24', async () => {
		await expectAllLoaded(node24);
	});

	it('loads every node and credential on Node 20, which that n8n ran on', async (context) => {
		const node20 = nodeOnThisMachine('v20.');
		if (node20 === undefined) context.skip('there is no Node 20 on this machine, only the Node 24 that came with the project');
		else await expectAllLoaded(node20);
	});
});

describe.each(tooOld)('the package beside what n8n $n8n brings (zod $zod)', (older) => {
	it('says in one sentence that n8n is too old, whichever node or credential is loaded', async () => {
		const outcome = await loadIn(older, node24, folder);
		expect(Object.keys(outcome).sort()).toEqual([...types].sort());
		for (const file of types) {
			expect(outcome[file]).toEqual({
				failed: expect.stringMatching(/^n8n-nodes-kazoo-pivot needs n8n 1\.100 or newer, and this n8n is older \(.+\)\. Update n8n, .+\.$/) as unknown,
			});
		}
	});
});

async function expectAllLoaded(node: string): Promise<void> {
	const outcome = await loadIn(oldest, node, folder);
	expect(types.length).toBeGreaterThan(1);
	for (const file of types) {
		const name = path.basename(file).replace(/\.(node|credentials)\.js$/, '');
		expect(outcome[file]).toEqual({ loaded: name.charAt(0).toLowerCase() + name.slice(1) });
	}
}

/** The machine's own Node, not the one in the project's packages. */
function nodeOnThisMachine(version: string): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((one) => !one.startsWith(projectRoot));
	return folders
		.map((one) => path.join(one, 'node'))
		.find((node) => {
			try {
				return execFileSync(node, ['--version'], { encoding: 'utf8' }).startsWith(version);
			} catch {
				return false;
			}
		});
}
