import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inN8nPackages, node24, projectRoot, temporaryFolder } from '../harness/places';

const folder = temporaryFolder('lint');

beforeAll(() => {
	for (const part of ['package.json', 'package-lock.json', 'eslint.config.mjs', 'tsconfig.json', 'tsconfig.base.json', 'tsconfig.all.json']) {
		cpSync(path.join(projectRoot, part), path.join(folder, part));
	}
	for (const part of ['scripts/lint', 'scripts/tsconfig.json', 'server/eslint.config.mjs']) {
		cpSync(path.join(projectRoot, part), path.join(folder, part), { recursive: true });
	}
	symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
});

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('n8n-node lint', () => {
	it('lints what ships by n8n’s rules and the server by its own', async () => {
		plant('pivot/call.ts', "export const soon = setTimeout(() => undefined, 1);\n");
		plant('nodes/Call/call.ts', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n");
		plant('credentials/call.ts', "export const home: any = process.env['HOME'];\n");
		plant('server/serve.ts', "export const port = process.env['PORT'];\nexport const any: any = port;\n");
		const { status, output } = await lint();
		expect(status).not.toBe(0);
		expect(rulesBroken(output, 'pivot/call.ts')).toEqual(['@n8n/community-nodes/no-restricted-globals']);
		expect(rulesBroken(output, 'nodes/Call/call.ts')).toEqual(['@n8n/community-nodes/no-restricted-imports']);
		expect(rulesBroken(output, 'credentials/call.ts')).toEqual([
			'@n8n/community-nodes/no-restricted-globals',
			'@typescript-eslint/no-explicit-any',
		]);
		expect(rulesBroken(output, 'server/serve.ts')).toEqual(['@typescript-eslint/no-explicit-any']);
	});

	it('refuses a dependency of the community package', async () => {
		const file = path.join(folder, 'package.json');
		const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
		writeFileSync(file, JSON.stringify(Object.assign({}, manifest, { dependencies: { express: '^5' } }), undefined, 2));
		const { status, output } = await lint();
		expect(status).not.toBe(0);
		expect(rulesBroken(output, 'package.json')).toContain('@n8n/community-nodes/no-runtime-dependencies');
	});

	it('refuses changed rules', async () => {
		appendFileSync(path.join(folder, 'eslint.config.mjs'), '\nconfig.push({ rules: {} });\n');
		const { status, output } = await lint();
		expect(status).not.toBe(0);
		expect(output).toContain('Strict mode violation');
	});
});

function plant(file: string, source: string): void {
	mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
	writeFileSync(path.join(folder, file), source);
}

/** As `npm run lint` does it. */
function lint(): Promise<{ status: number; output: string }> {
	const env = { ...process.env, NODE_ENV: 'production', ESLINT_FLAGS: 'v10_config_lookup_from_file' };
	return new Promise((resolve) => {
		const child = execFile(node24, [inN8nPackages('@n8n', 'node-cli', 'bin', 'n8n-node.mjs'), 'lint'], { cwd: folder, env }, (_, out, err) => {
			resolve({ status: child.exitCode ?? 1, output: stripVTControlCharacters(out + err) });
		});
	});
}

/** Rules named below a file in ESLint's report, sorted, each once. */
function rulesBroken(output: string, file: string): string[] {
	const [, ...sections] = output.split(/^(?=\/)/m);
	const section = sections.find((one) => one.split('\n')[0] === path.join(folder, file)) ?? '';
	const rules = [...section.matchAll(/^\s+\d+:\d+\s+error\s.*?\s(\S+\/\S+)$/gm)].map(([, rule = '']) => rule);
	return [...new Set(rules)].sort();
}
