import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/v4';
import { exampleNames, exampleWorkflow, flowOf } from './harness/pivotWorkflow';
import { pageOf } from './harness/workflowPage';

const names = exampleNames();
const index = readFileSync(pageOf('README'), 'utf8');

function nodesOf(name: string) {
	const nodeSchema = z.object({ id: z.string(), name: z.string(), type: z.string(), webhookId: z.string().optional(), credentials: z.record(z.string(), z.unknown()).optional() });
	return z.array(nodeSchema).parse(exampleWorkflow(`${name}.json`).nodes);
}

function hasDuplicates(values: readonly string[]): boolean {
	return new Set(values).size < values.length;
}

describe('the example workflows', () => {
	it.each(names)('%s has a page, in the list of pages, with a picture and at least one call', (name) => {
		const page = readFileSync(pageOf(name), 'utf8');
		expect(index).toContain(`(${name}.md)`);
		expect(page).toContain(`../../workflows/${name}.json`);
		expect(page).toContain(`../images/workflows/${name}.png`);
		expect(page).toMatch(/<!-- trace: .+ -->\n```text\n☎/);
	});

	it.each([...names, 'README'])('the page of %s leads to files that exist', (name) => {
		const targets = [...readFileSync(pageOf(name), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => path.join(path.dirname(pageOf(name)), target));
		expect(targets.filter((target) => !existsSync(target))).toEqual([]);
	});

	it.each(names)('%s says on its canvas what it is, brings no credential, and names a flow as its file', (name) => {
		const nodes = nodesOf(name);
		expect(nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
		expect(nodes.flatMap(({ credentials = {} }) => Object.keys(credentials))).toEqual([]);
		expect(flowOf(exampleWorkflow(`${name}.json`))).toBe(name);
	});

	it('share no id and no webhook', () => {
		const nodes = names.flatMap(nodesOf);
		expect(hasDuplicates(nodes.map(({ id }) => id))).toBe(false);
		expect(hasDuplicates(nodes.flatMap(({ webhookId = [] }) => webhookId))).toBe(false);
	});
});
