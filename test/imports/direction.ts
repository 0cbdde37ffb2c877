import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What n8n brings along at run time. `zod/package.json` is how its version is told before `zod/v4` is asked for. */
const inN8n = ['n8n-workflow', 'zod/v4', 'zod/package.json', 'crypto', 'luxon', 'lodash'];

/** The folders whose imports have a direction, and what each may import: of the house, and from packages. */
const rules: Record<string, { folders: string[]; packages: readonly string[] | 'any' }> = {
	pivot: { folders: [], packages: ['zod/v4', 'crypto', 'node:crypto'] },
	crossbar: { folders: ['pivot'], packages: ['zod/v4', 'crypto', 'node:crypto', 'luxon', 'lodash'] },
	nodes: { folders: ['pivot', 'crossbar', 'credentials'], packages: inN8n },
	credentials: { folders: ['pivot', 'crossbar', 'nodes'], packages: inN8n },
	switch: { folders: ['pivot', 'crossbar'], packages: 'any' },
	server: { folders: ['pivot', 'crossbar', 'switch'], packages: 'any' },
};

/** A test stands beside what it tests and may use what is only for tests. */
const allowedInTests = { folders: ['test'], packages: ['vitest', 'fast-check', 'ajv', 'ajv-draft-04', 'n8n-workflow'] };

/**
 * Checks the imports of one file against the direction `pivot ← crossbar ← nodes` and
 * `pivot ← crossbar ← switch ← server`. Type imports, re-exports, `require` and dynamic imports count too.
 *
 * @param file path from the root, with forward slashes
 * @returns a sentence for each import that points the wrong way
 */
export function wrongImports(file: string, source: string): string[] {
	const folder = folderOf(file);
	const rule = rules[folder];
	if (!rule) return [];
	const isTest = file.endsWith('.test.ts');
	const folders = [folder, ...rule.folders, ...(isTest ? allowedInTests.folders : [])];

	return importsOf(source).flatMap((specifier) => {
		if (specifier.startsWith('.')) {
			const target = folderOf(path.posix.join(path.posix.dirname(file), specifier));
			return folders.includes(target) ? [] : [`${file} imports ${specifier}: ${folder}/ may not import from ${target}/`];
		}
		if (rule.packages === 'any' || rule.packages.includes(specifier)) return [];
		if (isTest && allowedInTests.packages.includes(specifier)) return [];
		return [`${file} imports ${specifier}: ${folder}/ may import only ${rule.packages.join(', ')}`];
	});
}

/**
 * @param root absolute path of the project
 * @returns the paths, from the root, of all sources whose imports have a direction
 */
export function directedSources(root: string): string[] {
	return Object.keys(rules)
		.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root, exclude: (name) => name === 'dist' || name === 'node_modules' }))
		.map((file) => file.replaceAll(path.sep, '/'));
}

/** @returns every wrong import of the project, as sentences */
export function wrongImportsIn(root: string): string[] {
	return directedSources(root).flatMap((file) => wrongImports(file, readFileSync(path.join(root, file), 'utf8')));
}

function folderOf(file: string): string {
	return file.split('/')[0] ?? '';
}

function importsOf(source: string): string[] {
	return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName);
}
