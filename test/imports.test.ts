import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { directedSources, wrongImports, wrongImportsIn } from './imports/direction';

const root = path.resolve(import.meta.dirname, '..');

describe('imports run one way: pivot ← crossbar ← nodes, pivot ← crossbar ← switch ← server', () => {
	it('holds for every source of the project', () => {
		expect(directedSources(root)).toContain('pivot/callflow/callflow.ts');
		expect(wrongImportsIn(root)).toEqual([]);
	});

	it.each([
		['pivot/call.ts', "import { get } from '../crossbar/get';", 'pivot/ may not import from crossbar/'],
		['pivot/deep/call.ts', "export * from '../../switch/run';", 'pivot/ may not import from switch/'],
		['pivot/call.ts', "import type { Request } from 'express';", 'pivot/ may import only'],
		['pivot/call.ts', "import { readFileSync } from 'node:fs';", 'pivot/ may import only'],
		['pivot/call.ts', "import { z } from 'zod';", 'pivot/ may import only'],
		['crossbar/get.ts', "import { run } from '../switch/run';", 'crossbar/ may not import from switch/'],
		['nodes/PivotTrigger/webhook.ts', "import { run } from '../../server/run';", 'nodes/ may not import from server/'],
		['nodes/PivotTrigger/webhook.ts', "import type { Run } from '../../switch/run';", 'nodes/ may not import from switch/'],
		['nodes/PivotTrigger/webhook.ts', "const run = require('../../switch/run');", 'nodes/ may not import from switch/'],
		['nodes/PivotTrigger/webhook.ts', "const run = await import('../../switch/run');", 'nodes/ may not import from switch/'],
		['credentials/Server.credentials.ts', "import { run } from '../server/run';", 'credentials/ may not import from server/'],
		['switch/run.ts', "import { serve } from '../server/serve';", 'switch/ may not import from server/'],
		['server/serve.ts', "import { Trigger } from '../nodes/Trigger';", 'server/ may not import from nodes/'],
		['pivot/call.test.ts', "import { run } from '../switch/run';", 'pivot/ may not import from switch/'],
	])('%s may not contain %s', (file, source, complaint) => {
		expect(wrongImports(file, source)).toEqual([expect.stringContaining(complaint)]);
	});

	it.each([
		['pivot/call.ts', "import * as z from 'zod/v4';\nimport { createHmac } from 'crypto';\nimport type { Json } from './json';"],
		['pivot/call.test.ts', "import { it } from 'vitest';\nimport { captures } from '../test/captures';"],
		['nodes/PivotTrigger/webhook.ts', "import type { INodeType } from 'n8n-workflow';\nimport { parse } from '../../pivot/parse';"],
		['server/serve.ts', "import express from 'express';\nimport { run } from '../switch/run';"],
		['demo/start.ts', "import { serve } from '../server/serve';\nimport { run } from '../nodes/run';"],
	])('%s may', (file, source) => {
		expect(wrongImports(file, source)).toEqual([]);
	});
});
